package org.shaketable.analytics.stats.correlation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Resample;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Interval of an association by drawing whole clusters of pairs: percentiles, widened for few
 * clusters ({@link Bootstrap#widened}).
 *
 * <p>Runs of one condition share what makes them alike; drawing conditions, not runs, keeps the
 * interval honest about it.
 *
 * <p>Simulated coverage ({@code bench coverage}), of rank correlations over 4 to 16 clusters of
 * three: 92 to 99 %, more than promised where clusters are few and the correlation is high; of
 * Pearson's 90 to 93 %.
 *
 * <ul>
 *   <li>no pair: NaN
 *   <li>one cluster: an interval of length 0, which says nothing
 *   <li>draws in which one of the two is constant are left out
 * </ul>
 *
 * Source: Davison and Hinkley 1997, section 3.8. The n of the interval counts clusters.
 */
public final class ClusterBootstrap {
  private ClusterBootstrap() {}

  /** A pair of values, its place in the order and the cluster that it belongs to. */
  public record Pair(String cluster, String key, double x, double y) {}

  /** The association over all pairs with its interval. */
  public static Interval of(
      Collection<Pair> pairs, Association association, BootstrapSettings settings) {
    List<List<Pair>> clusters = clusters(pairs);
    Strata.Builder builder = Strata.builder(1);
    clusters.forEach(cluster -> builder.add("", cluster.get(0).cluster(), 0));
    return Bootstrap.widened(
            builder.build(), rows -> coefficient(rows, clusters, association), settings)
        .within(-1, 1);
  }

  /** Clusters in the order of their names, which is that of the rows. */
  private static List<List<Pair>> clusters(Collection<Pair> pairs) {
    List<Pair> sorted = new ArrayList<>(pairs);
    sorted.sort(Comparator.comparing(Pair::cluster).thenComparing(Pair::key));
    List<List<Pair>> clusters = new ArrayList<>();
    for (Pair pair : sorted) {
      List<Pair> last = clusters.isEmpty() ? null : clusters.get(clusters.size() - 1);
      if (last == null || !last.get(0).cluster().equals(pair.cluster())) {
        last = new ArrayList<>();
        clusters.add(last);
      }
      last.add(pair);
    }
    return clusters;
  }

  private static double coefficient(
      Resample rows, List<List<Pair>> clusters, Association association) {
    int n = 0;
    for (int i = 0; i < rows.size(); i++) {
      n += clusters.get(rows.row(i)).size();
    }
    double[] x = new double[n];
    double[] y = new double[n];
    int k = 0;
    for (int i = 0; i < rows.size(); i++) {
      for (Pair pair : clusters.get(rows.row(i))) {
        x[k] = pair.x();
        y[k++] = pair.y();
      }
    }
    return association.coefficient(x, y);
  }
}
