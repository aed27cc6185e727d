package org.shaketable.training.dqn;

/**
 * Loss of Q-values against temporal-difference targets, {@code e = Q(s, a) - target}: mean over the
 * batch of {@code e^2}, or of Huber's {@code e^2 / 2} up to {@code delta} and {@code delta (|e| -
 * delta / 2)} from there (doi:10.1214/aoms/1177703732).
 */
final class TdLoss {
  private TdLoss() {}

  /**
   * Writes targets {@code r + gamma (1 - done) max Q_target(s', .)}, or with the action that the
   * online network prefers.
   *
   * @param target Q-values of the target network at the next observations, rows without gaps
   * @param chooser those that choose the action: the target's own, or the online network's
   */
  static void targets(
      int rows,
      int choices,
      double gamma,
      double[] rewards,
      double[] dones,
      double[] target,
      double[] chooser,
      double[] result) {
    for (int i = 0; i < rows; i++) {
      int best = best(chooser, i * choices, choices);
      result[i] = rewards[i] + gamma * (1 - dones[i]) * target[i * choices + best];
    }
  }

  /** Index of the largest of {@code values[at .. at + choices)}, the first where there are ties. */
  static int best(double[] values, int at, int choices) {
    int best = 0;
    for (int j = 1; j < choices; j++) {
      if (values[at + j] > values[at + best]) {
        best = j;
      }
    }
    return best;
  }

  /**
   * The loss; writes its gradient with respect to all Q-values.
   *
   * @param delta the delta of Huber's loss; 0 for the squared error
   * @param errors {@code target - Q(s, a)}, written
   */
  static double loss(
      int rows,
      int choices,
      double delta,
      double[] values,
      double[] actions,
      double[] targets,
      double[] errors,
      double[] gradient) {
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      int at = i * choices + (int) actions[i];
      double error = values[at] - targets[i];
      double size = Math.abs(error);
      errors[i] = -error;
      for (int j = i * choices; j < (i + 1) * choices; j++) {
        gradient[j] = 0;
      }
      if (delta == 0) {
        loss += error * error;
        gradient[at] = 2 * error / rows;
      } else if (size > delta) {
        loss += delta * (size - delta / 2);
        gradient[at] = (error < 0 ? -delta : delta) / rows;
      } else {
        loss += error * error / 2;
        gradient[at] = error / rows;
      }
    }
    return loss / rows;
  }
}
