package org.shaketable.analytics.spark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.descriptive.Spread;
import org.shaketable.analytics.stats.detection.Sustained;
import org.shaketable.analytics.stats.reliability.Drawdown;
import org.shaketable.analytics.stats.reliability.Tail;
import org.shaketable.analytics.stats.reliability.WithinRun;
import org.shaketable.analytics.stats.run.Collapse;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.analytics.stats.run.DivergenceRate;
import org.shaketable.analytics.stats.run.Recovery;
import org.shaketable.analytics.stats.run.SpikeScore;
import org.shaketable.analytics.stats.run.TrajectoryRatio;

/**
 * Judges one run against its twin and its workload's clean runs: a row of {@code run_stability},
 * with what later steps need beside it (see {@link RunColumns}).
 */
final class RunJudge implements Pairs.Judge {
  private static final long serialVersionUID = 1;

  private static final double WORST = 0.05;
  private static final Curve NO_TWIN = Curve.of(new long[0], new double[0], new double[0]);

  private final Broadcast<Map<WorkloadKey, Reference>> references;
  private final TrajectoryColumns columns;
  private final Map<WorkloadKey, double[]> thresholds;

  RunJudge(
      Broadcast<Map<WorkloadKey, Reference>> references,
      TrajectoryColumns columns,
      Map<WorkloadKey, double[]> thresholds) {
    this.references = references;
    this.columns = columns;
    this.thresholds = new HashMap<>(thresholds);
  }

  @Override
  public Row judge(Row run, Trajectory own, Pairs.Twin twin) {
    RunFacts facts = RunFacts.of(run);
    Object[] cells = new Object[RunColumns.SCHEMA.size()];
    for (StructField field : RunColumns.STABILITY.fields()) {
      if (RunFacts.SCHEMA.getFieldIndex(field.name()).isDefined()) {
        put(cells, field.name(), run.getAs(field.name()));
      }
    }
    put(cells, "horizon", facts.horizon());
    put(cells, "onset_step", facts.clean() ? null : facts.onset());
    Reference reference = references.value().get(facts.workload());
    Optional<Exclusion> excluded = Exclusion.of(facts, own, twin, reference);
    excluded.ifPresent(reason -> put(cells, "excluded", reason.word()));
    if (facts.failed() || own == null) {
      put(cells, "learned", facts.failed() ? null : false);
      put(cells, "collapsed", facts.failed() ? null : false);
      return Cells.row(cells);
    }
    Places places = Places.of(own, reference);
    curves(cells, facts, own, twin, reference, places);
    distances(cells, facts, own, reference);
    if (reference != null) {
      alarms(cells, facts, new Detector.Source(facts.runId(), own, reference, columns, places));
    }
    return Cells.row(cells);
  }

  private void curves(
      Object[] cells,
      RunFacts facts,
      Trajectory own,
      Pairs.Twin twin,
      Reference reference,
      Places places) {
    Normalisation scale = reference == null ? new Normalisation(0, 0) : reference.normalisation();
    CleanBand band = reference == null ? CleanBand.of(List.of()) : reference.band();
    Curve curve = scale.normalise(curve(own, facts));
    Curve clean = twin == null ? NO_TWIN : scale.normalise(curve(twin.trajectory(), twin.facts()));
    CollapseRules rules = CollapseRules.of(facts.learner());
    Optional<Collapse> collapse = Collapse.of(curve, clean, band, rules);
    put(cells, "learned", rules.competence().of(curve).isPresent());
    put(cells, "collapsed", collapse.isPresent());
    put(cells, "trajectory_ratio", TrajectoryRatio.of(curve, clean));
    put(cells, "spike_score", SpikeScore.DEFAULT.of(curve.losses()));
    put(cells, "normalised_final_performance", curve.finalPerformance());
    reliability(cells, curve);
    put(cells, "collapsed_by_rule", CollapseGrid.collapsed(curve, clean, band, rules));
    collapse.ifPresent(
        found -> {
          put(cells, "collapse_step", found.step());
          put(cells, "collapse_evaluation", found.evaluation());
          put(cells, "collapse_kind", found.kind().name());
          if (facts.ends()) {
            long from = Math.max(facts.end(), found.step());
            recovery(cells, recovery(curve, band, reference, places, from));
          }
        });
  }

  /** Within the run, of normalised performance (arXiv 1912.05663); the tails are twentieths. */
  private static void reliability(Object[] cells, Curve curve) {
    double[] performance = Arrays.stream(curve.performances()).filter(Double::isFinite).toArray();
    double[] rates = Arrays.stream(WithinRun.rates(curve)).filter(Double::isFinite).toArray();
    put(cells, "risk", Tail.LOWER.mean(performance, WORST));
    put(cells, "risk_of_changes", Tail.LOWER.mean(rates, WORST));
    put(cells, "drawdown_risk", Tail.UPPER.mean(Drawdown.of(performance), WORST));
    put(cells, "largest_drawdown", Drawdown.maximum(performance));
    put(cells, "dispersion", Spread.INTERQUARTILE_RANGE.of(rates));
  }

  private static Recovery recovery(
      Curve curve, CleanBand band, Reference reference, Places places, long from) {
    return places == null
        ? Recovery.ofPerformance(curve, band, from)
        : Recovery.of(
            curve, band, new Recovery.MetaState(places.t2(), reference.distances().band()), from);
  }

  private static void recovery(Object[] cells, Recovery recovery) {
    put(cells, "recovered", recovery.recovered());
    put(cells, "recovery_class", recovery.recoveryClass().name());
    put(cells, "recovery_steps", recovery.steps());
    put(cells, "recovery_censored", recovery.censored());
  }

  private void distances(Object[] cells, RunFacts facts, Trajectory own, Reference reference) {
    long[] steps = own.steps();
    double saturation =
        reference == null ? DivergenceRate.NO_SATURATION : reference.saturation(columns);
    DivergenceRate rate =
        DivergenceRate.of(steps, own.column(TrajectoryColumns.PARAMETER_DISTANCE), saturation);
    put(cells, "divergence_rate", rate.rate());
    put(cells, "divergence_quality", rate.quality());
    put(cells, "divergence_points", rate.points());
    if (rate.firstStep() >= 0) {
      put(cells, "divergence_first_step", rate.firstStep());
      put(cells, "divergence_last_step", rate.lastStep());
    }
    put(cells, "contraction", rate.contraction(facts.horizon()));
    // How far independent seeds lie apart in function space is not stored: half of the run's own
    // largest distance stands for it, so that a plateau does not flatten the slope.
    double[] function = own.column(TrajectoryColumns.FUNCTION_DISTANCE);
    double plateau = Arrays.stream(function).filter(Double::isFinite).max().orElse(0) / 2;
    DivergenceRate inFunctionSpace = DivergenceRate.of(steps, function, plateau);
    put(cells, "function_divergence_rate", inFunctionSpace.rate());
    put(cells, "function_divergence_quality", inFunctionSpace.quality());
  }

  /** Alarms up to the collapse: what comes after it announces nothing. */
  private void alarms(Object[] cells, RunFacts facts, Detector.Source source) {
    Trajectory own = source.run();
    long[] at = own.steps();
    Integer collapse = (Integer) cells[RunColumns.SCHEMA.fieldIndex("collapse_evaluation")];
    int end = collapse == null ? own.length() : Math.min(own.length(), collapse + 1);
    double[] limits = thresholds.get(facts.workload());
    Long[] steps = new Long[Detector.values().length];
    Double[] maxima = new Double[steps.length];
    for (Detector detector : Detector.values()) {
      int d = detector.ordinal();
      double[] series = Arrays.copyOf(detector.series(source), end);
      double maximum = Sustained.maximum(series, Sustained.CONSECUTIVE);
      maxima[d] = Double.isInfinite(maximum) && maximum < 0 ? null : (Double) maximum;
      if (limits != null && !Double.isNaN(limits[d])) {
        var alarm = Sustained.alarm(series, limits[d], Sustained.CONSECUTIVE);
        steps[d] = alarm.isPresent() ? (Long) at[alarm.getAsInt()] : null;
      }
    }
    put(cells, "alarm_steps", steps);
    put(cells, "alarm_maxima", maxima);
  }

  private static Curve curve(Trajectory trajectory, RunFacts facts) {
    Curve curve =
        Curve.of(
            trajectory.steps(),
            trajectory.column(TrajectoryColumns.PERFORMANCE),
            trajectory.column(TrajectoryColumns.LOSS));
    if (facts.judgedByLoss()) {
      curve = curve.withUntrainedLoss(-trajectory.value(0, TrajectoryColumns.PERFORMANCE));
    }
    return facts.diverged() ? curve.divergedAt(facts.steps()) : curve;
  }

  private static void put(Object[] cells, String column, Object value) {
    cells[RunColumns.SCHEMA.fieldIndex(column)] = value;
  }
}
