package org.shaketable.training.ppo;

/** What one update learns from; arrays of {@code rows} values or more, actions row by row. */
final class Minibatch {
  final double[] actions;
  final double[] oldLogProbabilities;
  final double[] advantages;
  final double[] returns;
  final double[] oldValues;
  int rows;

  Minibatch(int maxRows, int actionSize) {
    this.actions = new double[maxRows * actionSize];
    this.oldLogProbabilities = new double[maxRows];
    this.advantages = new double[maxRows];
    this.returns = new double[maxRows];
    this.oldValues = new double[maxRows];
  }

  /**
   * Shifts and scales the advantages to mean 0 and standard deviation 1: {@code (A - mean) / (sd +
   * 1e-8)}, the variance over {@code rows - 1}.
   */
  void normaliseAdvantages() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += advantages[i];
    }
    double mean = sum / rows;
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      squares += (advantages[i] - mean) * (advantages[i] - mean);
    }
    double scale = 1 / (Math.sqrt(squares / (rows - 1)) + 1e-8);
    for (int i = 0; i < rows; i++) {
      advantages[i] = (advantages[i] - mean) * scale;
    }
  }
}
