package org.shaketable.analytics.stats.correlation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Interval of an association whose pairs come in clusters: the jackknife over whole clusters, on a
 * scale on which the coefficient is nearly normal, with Student's t.
 *
 * <pre>
 * z = f(r);  z_g = the same without cluster g, of G
 * s^2 = (G - 1) / G sum (z_g - mean z_g)^2
 * f^-1(z - t s), f^-1(z + t s);  t = t(G - 1, (1 + level) / 2)
 * f(r): Pearson atanh r, Spearman arcsin r, Kendall r
 * </pre>
 *
 * <p>Kendall's is a mean over pairs of pairs and soon normal as it is (Kendall and Gibbons 1990).
 * Spearman's lies between: on Fisher's scale (atanh) intervals of high rank correlations of 10
 * pairs cover 98 %; on that of the arcsine 96 (of 0.97 and more it is the other way round).
 *
 * <p>Runs of one condition share what makes them alike; leaving out conditions, not runs, keeps the
 * interval honest about it. A bootstrap of 4 to 16 clusters covers 90 to 93 % of Pearson's
 * correlations, and up to 99 % of high rank correlations.
 *
 * <p>Without a cluster all others can lie on one line; Pearson's z counts as that of 1 - 1 / n^2
 * there, for n pairs, so that s stays finite.
 *
 * <ul>
 *   <li>fewer than four clusters, a coefficient of 1 or -1, one that is not defined when some
 *       cluster is left out, or that is the same whichever is: no bounds (NaN)
 *   <li>no pair, or one of the two constant: estimate NaN too
 *   <li>the order of the pairs does not matter
 * </ul>
 *
 * Sources: Fisher 1921; Shao and Tu 1995, "The jackknife and bootstrap", section 2.3; Cameron and
 * Miller 2015, doi:10.3368/jhr.50.2.317, for t with G - 1 degrees of freedom. The n of the interval
 * counts clusters. Measured coverage: {@link org.shaketable.analytics.stats.coverage}.
 */
public final class ClusterJackknife {
  private static final int FEWEST = 4;
  private static final double ROUNDING = 1e-12;

  private ClusterJackknife() {}

  /** A pair of values, its place in the order and the cluster that it belongs to. */
  public record Pair(String cluster, String key, double x, double y) {}

  /** The association over all pairs with its interval. */
  public static Interval of(Collection<Pair> pairs, Association association, double level) {
    List<Pair> sorted = new ArrayList<>(pairs);
    sorted.sort(Comparator.comparing(Pair::cluster).thenComparing(Pair::key));
    List<String> clusters = sorted.stream().map(Pair::cluster).distinct().toList();
    double estimate = coefficient(sorted, association);
    double limit = 1 - 1.0 / sorted.size() / sorted.size();
    double error =
        clusters.size() < FEWEST
            ? Double.NaN
            : standardError(
                clusters.stream()
                    .mapToDouble(
                        cluster ->
                            scaled(
                                association,
                                coefficient(without(cluster, sorted), association),
                                limit))
                    .toArray());
    if (!(Math.abs(estimate) < 1 - ROUNDING) || !(error > ROUNDING)) {
      return Interval.unbounded(estimate, level, clusters.size());
    }
    double half =
        error * TDistribution.of(clusters.size() - 1.0).inverseSurvivalProbability((1 - level) / 2);
    double z = scaled(association, estimate, 1);
    return new Interval(
        estimate,
        unscaled(association, z - half),
        unscaled(association, z + half),
        level,
        clusters.size());
  }

  private static double scaled(Association association, double r, double limit) {
    return switch (association) {
      case PEARSON -> fisher(r, limit);
      case SPEARMAN -> Math.asin(r);
      case KENDALL -> r;
    };
  }

  private static double unscaled(Association association, double z) {
    return switch (association) {
      case PEARSON -> Math.tanh(z);
      case SPEARMAN -> Math.sin(Math.max(-Math.PI / 2, Math.min(Math.PI / 2, z)));
      case KENDALL -> Math.max(-1, Math.min(1, z));
    };
  }

  private static List<Pair> without(String cluster, List<Pair> pairs) {
    return pairs.stream().filter(pair -> !pair.cluster().equals(cluster)).toList();
  }

  private static double coefficient(List<Pair> pairs, Association association) {
    return association.coefficient(
        pairs.stream().mapToDouble(Pair::x).toArray(),
        pairs.stream().mapToDouble(Pair::y).toArray());
  }

  private static double fisher(double r, double limit) {
    double cut = Math.max(-limit, Math.min(limit, r));
    return 0.5 * (Math.log1p(cut) - Math.log1p(-cut));
  }

  private static double standardError(double[] leftOut) {
    double mean = Arrays.stream(leftOut).average().orElse(Double.NaN);
    double squares = Arrays.stream(leftOut).map(z -> (z - mean) * (z - mean)).sum();
    return Math.sqrt((leftOut.length - 1.0) / leftOut.length * squares);
  }
}
