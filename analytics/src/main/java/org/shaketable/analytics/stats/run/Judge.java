package org.shaketable.analytics.stats.run;

import java.util.List;
import java.util.Optional;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.curve.Normalisation;

/**
 * The one judge of a run: whether it learned, whether and when it collapsed, and whether it is
 * lost. Who judges, the analysis, a calibration or the count of a sweep at work, differs in the
 * clean runs that it has, never in the rules.
 *
 * <ul>
 *   <li>no clean run, or none that learned: the scale is not defined, so no run is competent and
 *       none collapses
 *   <li>where the rules count losses, the untrained loss is the performance at evaluation 0, which
 *       of such workloads is the loss, or minus it where higher is better
 * </ul>
 *
 * @param scale the scale of performance, from the clean runs
 * @param band the band of the clean runs, on that scale
 */
public record Judge(Normalisation scale, CleanBand band, CollapseRules rules) {

  /** The judge that these clean runs make; their curves are as recorded, higher being better. */
  public static Judge of(List<Curve> clean, CollapseRules rules) {
    Normalisation scale = Normalisation.of(clean);
    return new Judge(scale, CleanBand.of(clean.stream().map(scale::normalise).toList()), rules);
  }

  /**
   * What became of a run.
   *
   * @param run the normalised curve of the run
   * @param twin the normalised curve of its twin
   * @param learned whether it ever became competent
   * @param lost the primary endpoint, see {@link Lost}; empty where it cannot be known
   * @param collapse empty for a run that never learned, too
   */
  public record Judged(
      Curve run,
      Curve twin,
      boolean learned,
      Optional<Boolean> lost,
      Optional<Collapse> collapse) {}

  /** Judges a run beside its clean twin, both as recorded. */
  public Judged judge(Curve run, Curve twin) {
    Curve normalised = normalised(run);
    Curve clean = normalised(twin);
    return new Judged(
        normalised,
        clean,
        rules.competence().of(normalised).isPresent(),
        scale.defined() ? Lost.of(normalised, band) : Lost.withoutScale(normalised),
        Collapse.of(normalised, clean, band, rules));
  }

  private Curve normalised(Curve curve) {
    Curve normalised = scale.normalise(curve);
    return rules.loss() == LossCollapse.COUNTED && curve.length() > 0
        ? normalised.withUntrainedLoss(scale.direction().loss(curve.performance(0)))
        : normalised;
  }
}
