package org.shaketable.jobs.report;

import java.util.Random;

/**
 * A made-up pair: a curve that rises to 1, and how a disturbance of some strength bends it.
 *
 * @param seed the twin's
 * @param disturbance names the draw of luck under it
 * @param strength how hard it is hit: near 0 nothing, near 1 about half of the runs collapse
 * @param returns whether it comes back when it collapses
 */
record SyntheticRun(long seed, String disturbance, double strength, boolean returns) {
  static final int EVALUATIONS = 100;
  static final int ONSET = 50;
  static final int END = 70;

  private double luck() {
    return draw(disturbance.hashCode());
  }

  private long mixed(int stream) {
    long bits = (seed * 1000 + stream) * 0x9E3779B97F4A7C15L;
    return (bits ^ (bits >>> 31)) * 0xBF58476D1CE4E5B9L;
  }

  private double draw(int stream) {
    return new Random(mixed(stream)).nextDouble();
  }

  boolean learned() {
    return draw(2) > 0.04;
  }

  boolean collapsed() {
    return learned() && luck() < 1 / (1 + Math.exp(-2 * Math.log(Math.max(strength, 1e-3))));
  }

  int collapse() {
    return ONSET + 3 + (int) (10 * luck());
  }

  double cleanAt(int evaluation) {
    Random random = new Random(mixed(evaluation + 10));
    double rise = learned() ? 1 / (1 + Math.exp(-(evaluation - 22) / 5.0)) : 0.1;
    return rise + 0.03 * random.nextGaussian();
  }

  double perturbedAt(int evaluation) {
    if (evaluation < ONSET) {
      return cleanAt(evaluation);
    }
    double dip = Math.min(0.9, 0.12 * strength);
    if (!collapsed()) {
      return cleanAt(evaluation) - (evaluation < END ? dip : dip * 0.3);
    }
    double fallen = evaluation < collapse() ? 1 - 0.06 * (evaluation - ONSET) : 0.2;
    double back = returns && evaluation > END ? Math.min(0.75, 0.05 * (evaluation - END)) : 0;
    return cleanAt(evaluation) - 1 + Math.min(1, fallen + back);
  }

  double distanceAt(int evaluation) {
    return evaluation < ONSET
        ? 0
        : strength * (1 - Math.exp(-(evaluation - ONSET) / 12.0)) * (0.8 + 0.4 * luck());
  }

  double trajectoryRatio() {
    double own = 0;
    double twin = 0;
    for (int i = 0; i <= EVALUATIONS; i++) {
      own += Math.max(0, perturbedAt(i));
      twin += Math.max(0, cleanAt(i));
    }
    return Math.min(1, own / twin);
  }
}
