package org.shaketable.analytics.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.run.DivergenceRate;

/**
 * What the runs of one workload are judged against.
 *
 * @param baseline of the clean runs
 * @param model of the meta-state; null where none could be fitted
 * @param distances clean runs, median and upper bound of their T2 at each evaluation; null likewise
 */
record Reference(Baseline baseline, MetaStateModel model, Distances distances)
    implements Serializable {

  /** T2 of the clean runs at each evaluation: 5th, 50th and 95th percentile. */
  record Distances(double[] lower, double[] median, double[] upper, int[] runs)
      implements Serializable {
    CleanBand band() {
      return CleanBand.ofPercentiles(lower, median, upper, runs);
    }
  }

  Optional<MetaStateModel> metaState() {
    return Optional.ofNullable(model);
  }

  Normalisation normalisation() {
    return new Normalisation(baseline.untrained(), baseline.trained());
  }

  /** The clean band of normalised performance. */
  CleanBand band() {
    DoubleUnaryOperator scale = normalisation()::normalise;
    return CleanBand.ofPercentiles(
        Arrays.stream(baseline.lower()).map(scale).toArray(),
        Arrays.stream(baseline.median()).map(scale).toArray(),
        Arrays.stream(baseline.upper()).map(scale).toArray(),
        baseline.runs());
  }

  /**
   * Half of the distance between the parameters of independent seeds. Independent initial weights
   * are all but orthogonal, so that distance is taken as sqrt(2) times the median weight norm of
   * the clean runs before training; without weight norms nothing saturates.
   */
  double saturation(TrajectoryColumns columns) {
    int feature = columns.features().indexOf("log_weight_norm");
    double logNorm =
        feature < 0 || baseline.evaluations() == 0 ? Double.NaN : baseline.centre()[0][feature];
    return Double.isNaN(logNorm)
        ? DivergenceRate.NO_SATURATION
        : Math.sqrt(2) * Math.exp(logNorm) / 2;
  }
}
