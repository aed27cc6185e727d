package org.shaketable.jobs.calibrate;

import java.util.List;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.run.Collapse;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.analytics.stats.run.LossCollapse;

/**
 * Judges calibration runs of one workload by the analysis's rules ({@link CollapseRules#of}), with
 * the clean calibration runs as scale and band.
 */
final class Judge {
  private final CollapseRules rules;
  private final Normalisation scale;
  private final CleanBand band;
  private final List<Curve> clean;

  Judge(String learner, List<CleanRun> runs) {
    this.rules = CollapseRules.of(learner);
    List<Curve> curves = runs.stream().map(CleanRun::curve).toList();
    this.scale = Normalisation.of(curves);
    this.clean = curves.stream().map(scale::normalise).toList();
    this.band = CleanBand.of(clean);
  }

  /**
   * Whether clean run {@code index} becomes competent: only beside such a run doses can be told.
   */
  boolean learned(int index) {
    return rules.competence().of(clean.get(index)).isPresent();
  }

  /** What became of a run whose clean twin is {@code index}. */
  Outcome outcome(Curve run, int index) {
    Curve curve = scale.normalise(run);
    if (rules.competence().of(curve).isEmpty()) {
      return Outcome.NEVER_LEARNED;
    }
    if (rules.loss() == LossCollapse.COUNTED) {
      curve = curve.withUntrainedLoss(-run.performance(0));
    }
    return Collapse.of(curve, clean.get(index), band, rules).isPresent()
        ? Outcome.COLLAPSED
        : Outcome.SURVIVED;
  }
}
