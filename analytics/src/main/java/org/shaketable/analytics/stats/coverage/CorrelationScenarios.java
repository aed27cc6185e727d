package org.shaketable.analytics.stats.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.correlation.Association;
import org.shaketable.analytics.stats.correlation.ClusterJackknife;

/**
 * Associations over normal pairs in clusters (dose curves), half of the variance between: as many
 * of as many magnitudes as the sweeps in {@code conf/} have.
 */
final class CorrelationScenarios {
  private static final double LEVEL = 0.95;
  private static final int[][] SIZES = {
    {4, 3}, {4, 5}, {5, 2}, {8, 3}, {10, 2}, {15, 2}, {20, 2}, {40, 5}
  };

  private CorrelationScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Association kind : Association.values()) {
      for (double rho : new double[] {0, 0.5, 0.9}) {
        for (int[] size : SIZES) {
          all.add(of(kind, rho, size[0], size[1]));
        }
      }
    }
    return all;
  }

  private static Scenario of(Association kind, double rho, int clusters, int size) {
    return Scenario.of(
        kind.name().toLowerCase(Locale.ROOT) + " correlation, cluster jackknife",
        "normal, " + rho,
        clusters + " dose curves of " + size,
        truth(kind, rho),
        draws -> ClusterJackknife.of(pairs(rho, clusters, size, draws), kind, LEVEL));
  }

  /** The coefficient of bivariate normal pairs with Pearson's {@code rho}. */
  private static double truth(Association kind, double rho) {
    return switch (kind) {
      case PEARSON -> rho;
      case SPEARMAN -> 6 / Math.PI * Math.asin(rho / 2);
      case KENDALL -> 2 / Math.PI * Math.asin(rho);
    };
  }

  private static List<ClusterJackknife.Pair> pairs(
      double rho, int clusters, int size, Draws draws) {
    List<ClusterJackknife.Pair> pairs = new ArrayList<>();
    for (int c = 0; c < clusters; c++) {
      double[] shared = pair(rho, draws);
      for (int i = 0; i < size; i++) {
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
