package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.correlation.ClusterJackknife;

/**
 * Associations over normal pairs in clusters (dose curves) of three, half of the variance between.
 */
final class CorrelationScenarios {
  private static final double LEVEL = 0.95;
  private static final int SIZE = 3;

  private CorrelationScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Association kind : Association.values()) {
      for (double rho : new double[] {0, 0.5, 0.9}) {
        for (int clusters : new int[] {4, 6, 8, 16, 40}) {
          all.add(of(kind, rho, clusters));
        }
      }
    }
    return all;
  }

  private static Scenario of(Association kind, double rho, int clusters) {
    return Scenario.of(
        kind.name().toLowerCase(Locale.ROOT) + " correlation, cluster jackknife",
        "normal, " + rho,
        clusters + " dose curves of " + SIZE,
        truth(kind, rho),
        draws -> ClusterJackknife.of(pairs(rho, clusters, draws), kind, LEVEL));
  }

  /** The coefficient of bivariate normal pairs with Pearson's {@code rho}. */
  private static double truth(Association kind, double rho) {
    return switch (kind) {
      case PEARSON -> rho;
      case SPEARMAN -> 6 / Math.PI * Math.asin(rho / 2);
      case KENDALL -> 2 / Math.PI * Math.asin(rho);
    };
  }

  private static List<ClusterJackknife.Pair> pairs(double rho, int clusters, Draws draws) {
    List<ClusterJackknife.Pair> pairs = new ArrayList<>();
    for (int c = 0; c < clusters; c++) {
      double[] shared = pair(rho, draws);
      for (int i = 0; i < SIZE; i++) {
        double[] own = pair(rho, draws);
        pairs.add(
            new ClusterJackknife.Pair(
                "%04d".formatted(c),
                String.valueOf(i),
                (shared[0] + own[0]) / Math.sqrt(2),
                (shared[1] + own[1]) / Math.sqrt(2)));
      }
    }
    return pairs;
  }

  private static double[] pair(double rho, Draws draws) {
    double x = draws.nextGaussian();
    return new double[] {x, rho * x + Math.sqrt(1 - rho * rho) * draws.nextGaussian()};
  }
}
