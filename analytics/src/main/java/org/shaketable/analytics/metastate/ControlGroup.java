package org.shaketable.analytics.metastate;

import java.io.Serializable;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.BandGrid;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.mixture.Mixture;
import org.shaketable.analytics.stats.mixture.Regimes;
import org.shaketable.analytics.stats.run.DivergenceRate;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The clean runs of one configuration, which its other runs are judged against.
 *
 * @param baseline the baseline of the clean runs
 * @param reference the reference of the clean calibration runs, for detectors
 * @param model the model of the meta-state; null where none could be fitted
 * @param regimes the clouds of the clean calibration rows in the plane of the meta-state; null
 *     where there is no model
 * @param distances band of log(1 + T2) of the clean runs; null where there is no model
 */
public record ControlGroup(
    Baseline baseline,
    Yardstick reference,
    MetaStateModel model,
    Regimes regimes,
    CleanBand distances,
    WorkloadRow workload)
    implements Serializable {

  /** The scale on which 0 is untrained and 1 the median of the clean runs at their end. */
  public Normalisation normalisation() {
    return new Normalisation(untrained(), baseline.trained(), workload.performanceDirection());
  }

  /** Performance before training, in the workload's own unit. */
  public double untrained() {
    Double known = workload.untrainedReference();
    return known == null ? baseline.untrained() : known;
  }

  /** The clean bands of normalised performance, the one that counts among them. */
  public BandGrid bands() {
    return baseline.bands().normalised(normalisation());
  }

  /** The clouds that its clean rows form, where they are several; else null. */
  Mixture clouds() {
    return regimes != null && regimes.several() ? regimes.mixture() : null;
  }

  /** Median weight norm of the clean runs before training; NaN without weight norms. */
  public double initialNorm(TrajectoryColumns columns) {
    int feature = columns.features().indexOf("log_weight_norm");
    return feature < 0 || baseline.evaluations() == 0
        ? Double.NaN
        : Math.exp(baseline.centre()[0][feature]);
  }

  /**
   * Half of the distance between the parameters of independent seeds. Independent initial weights
   * are all but orthogonal, so that distance is taken as sqrt(2) times the median weight norm of
   * the clean runs before training; without weight norms nothing saturates.
   */
  public double saturation(TrajectoryColumns columns) {
    double norm = initialNorm(columns);
    return Double.isNaN(norm) ? DivergenceRate.NO_SATURATION : Math.sqrt(2) * norm / 2;
  }
}
