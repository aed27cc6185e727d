package org.shaketable.analytics.stats.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Fits mixtures of a rising number of clouds by expectation and maximisation.
 *
 * <p>That of one more cloud starts from the one before, with each of its clouds cut in two, along
 * its longer and its shorter axis; each start takes a few steps and the likeliest is followed to
 * its end. Nothing is drawn. Source: Dempster, Laird and Rubin 1977; variances have a ridge added
 * as in scikit-learn, so that no cloud shrinks to a point.
 */
final class Expectation {
  private static final int FIRST_STEPS = 15;
  private static final int STEPS = 300;
  private static final double ENOUGH = 1e-6;

  private final double[] x;
  private final double[] y;
  private final double ridge;

  /**
   * Points to be fitted.
   *
   * @param ridge what is added to both variances of a cloud
   */
  Expectation(double[] x, double[] y, double ridge) {
    this.x = x;
    this.y = y;
    this.ridge = ridge;
  }

  /**
   * A mixture with its mean log-likelihood a point.
   *
   * @param mixture the mixture, its clouds in falling order of their weights
   */
  record Fitted(Mixture mixture, double logLikelihood) {}

  /** That of a single cloud. */
  Fitted single() {
    double[] all = new double[x.length];
    Arrays.fill(all, 1);
    return follow(new Mixture(List.of(cloud(all))), 0);
  }

  /** That of one cloud more. */
  Fitted further(Mixture before) {
    Fitted best = null;
    for (int cut = 0; cut < before.clouds().size(); cut++) {
      for (int axis = 0; axis < 2; axis++) {
        Fitted started = follow(cut(before, cut, axis), FIRST_STEPS);
        if (best == null || started.logLikelihood() > best.logLikelihood()) {
          best = started;
        }
      }
    }
    return ordered(follow(best.mixture(), STEPS));
  }

  private static Mixture cut(Mixture before, int which, int axis) {
    List<Cloud> clouds = new ArrayList<>(before.clouds());
    Cloud whole = clouds.remove(which);
    double angle = whole.direction() + axis * Math.PI / 2;
    double variance =
        axis == 0 ? whole.largestVariance() : whole.xx() + whole.yy() - whole.largestVariance();
    clouds.add(whole.moved(angle, Math.sqrt(variance)));
    clouds.add(whole.moved(angle, -Math.sqrt(variance)));
    return new Mixture(clouds);
  }

  /** From a mixture until its likelihood no longer rises. */
  Fitted follow(Mixture from, int steps) {
    double[][] weights = new double[from.clouds().size()][x.length];
    Fitted now = new Fitted(from, weigh(from, weights));
    for (int step = 0; step < steps; step++) {
      Mixture moved = new Mixture(Arrays.stream(weights).map(this::cloud).toList());
      Fitted next = new Fitted(moved, weigh(moved, weights));
      if (!(next.logLikelihood() > now.logLikelihood() + ENOUGH)) {
        return next.logLikelihood() > now.logLikelihood() ? next : now;
      }
      now = next;
    }
    return now;
  }

  /** Fills in how far each point belongs to each cloud; returns the mean log-likelihood. */
  private double weigh(Mixture mixture, double[][] weights) {
    int count = weights.length;
    for (int k = 0; k < count; k++) {
      mixture.clouds().get(k).logDensities(x, y, weights[k]);
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double largest = weights[0][i];
      for (int k = 1; k < count; k++) {
        largest = Math.max(largest, weights[k][i]);
      }
      double density = 0;
      for (int k = 0; k < count; k++) {
        weights[k][i] = Math.exp(weights[k][i] - largest);
        density += weights[k][i];
      }
      for (int k = 0; k < count; k++) {
        weights[k][i] /= density;
      }
      sum += largest + Math.log(density);
    }
    return sum / x.length;
  }

  private static Fitted ordered(Fitted fitted) {
    List<Cloud> clouds = new ArrayList<>(fitted.mixture().clouds());
    clouds.sort(
        Comparator.comparingDouble(Cloud::weight)
            .reversed()
            .thenComparingDouble(Cloud::x)
            .thenComparingDouble(Cloud::y));
    return new Fitted(new Mixture(clouds), fitted.logLikelihood());
  }

  private Cloud cloud(double[] weights) {
    double total = 0;
    double mx = 0;
    double my = 0;
    for (int i = 0; i < x.length; i++) {
      total += weights[i];
      mx += weights[i] * x[i];
      my += weights[i] * y[i];
    }
    // A cloud that no point belongs to keeps a place, and no weight.
    double sum = Math.max(total, 1e-10);
    mx /= sum;
    my /= sum;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - mx;
      double dy = y[i] - my;
      xx += weights[i] * dx * dx;
      xy += weights[i] * dx * dy;
      yy += weights[i] * dy * dy;
    }
    return new Cloud(sum / x.length, mx, my, xx / sum + ridge, xy / sum, yy / sum + ridge);
  }
}
