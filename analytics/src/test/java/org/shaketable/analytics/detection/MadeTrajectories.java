package org.shaketable.analytics.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.WorkloadRow;

/** Made-up clean trajectories whose features move together and remember themselves. */
final class MadeTrajectories {
  static final List<FeatureRow> FEATURES =
      List.of(
          new FeatureRow("predictive_entropy", "nats", false),
          new FeatureRow("gradient_norm", "", true),
          new FeatureRow("weight_norm", "", true),
          new FeatureRow("feature_rank", "", false),
          new FeatureRow("recovery_rate", "1 / update", false));
  static final WorkloadRow WORKLOAD =
      MadeRuns.workload(
          new ConfigurationKey("s", "toy", ""), Direction.HIGHER, List.of(), FEATURES, "{}");
  static final TrajectoryColumns COLUMNS = TrajectoryColumns.of(List.of(WORKLOAD));

  private MadeTrajectories() {}

  /** Clean runs in the order of their ids, of seeds 0, 1, ... */
  static Map<Subject, Trajectory> of(int count, int evaluations, SplittableRandom random) {
    Map<Subject, Trajectory> runs = new LinkedHashMap<>();
    long sweep = random.nextLong();
    for (int i = 0; i < count; i++) {
      runs.put(new Subject("%016x-%03d".formatted(sweep, i), i, null), run(evaluations, random));
    }
    return runs;
  }

  private static Trajectory run(int evaluations, SplittableRandom random) {
    double[][] rows = new double[evaluations + 1][];
    double shared = random.nextGaussian();
    for (int e = 0; e <= evaluations; e++) {
      shared = 0.8 * shared + 0.6 * random.nextGaussian();
      double performance = Math.min(1, e / 20.0) + 0.05 * random.nextGaussian();
      rows[e] =
          new double[] {
            e,
            10 * e,
            performance,
            e == 0 ? Double.NaN : 2 - performance,
            0,
            0,
            shared + random.nextGaussian(),
            e == 0 ? Double.NaN : 0.2 * shared + 0.3 * random.nextGaussian(),
            3 + 0.01 * e + 0.1 * random.nextGaussian(),
            random.nextGaussian() * random.nextGaussian(),
            e == 0 ? Double.NaN : 0.1 + 0.02 * random.nextGaussian()
          };
    }
    return Trajectory.of(rows);
  }
}
