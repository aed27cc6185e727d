package org.shaketable.analytics.judgement;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.detection.Detector;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.MetaStatePath;
import org.shaketable.analytics.packing.Pairs;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.descriptive.Spread;
import org.shaketable.analytics.stats.detection.Sustained;
import org.shaketable.analytics.stats.reliability.Drawdown;
import org.shaketable.analytics.stats.reliability.Tail;
import org.shaketable.analytics.stats.reliability.WithinRun;
import org.shaketable.analytics.stats.run.Collapse;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.analytics.stats.run.DivergenceRate;
import org.shaketable.analytics.stats.run.Recovery;
import org.shaketable.analytics.stats.run.SpikeScore;
import org.shaketable.analytics.stats.run.TrajectoryRatio;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.WorkloadRow;

/** Judges one run against its twin and its control group, by the rules of its workload. */
public final class RunJudge implements Pairs.Judge<JudgedRun> {
  private static final long serialVersionUID = 1;

  private static final double WORST = 0.05;
  private static final Curve NO_TWIN = Curve.of(new long[0], new double[0], new double[0]);

  private final Broadcast<Map<ConfigurationKey, ControlGroup>> groups;
  private final Map<ConfigurationKey, WorkloadRow> workloads;
  private final TrajectoryColumns columns;
  private final Map<ConfigurationKey, Map<Detector, Double>> thresholds;

  /**
   * A judge of all configurations.
   *
   * @param groups those that have clean runs
   * @param workloads of all configurations
   * @param thresholds of the detectors of each configuration; without those that have none
   */
  public RunJudge(
      Broadcast<Map<ConfigurationKey, ControlGroup>> groups,
      Map<ConfigurationKey, WorkloadRow> workloads,
      TrajectoryColumns columns,
      Map<ConfigurationKey, Map<Detector, Double>> thresholds) {
    this.groups = groups;
    this.workloads = new HashMap<>(workloads);
    this.columns = columns;
    this.thresholds = new HashMap<>(thresholds);
  }

  @Override
  public JudgedRun judge(RunFacts facts, Trajectory own, Pairs.Twin twin) {
    Optional<ControlGroup> group = Optional.ofNullable(groups.value().get(facts.key()));
    Exclusion excluded = Exclusion.of(facts, own, twin, group).orElse(null);
    if (facts.failed() || own == null) {
      Boolean known = facts.failed() ? null : (Boolean) false;
      RunStabilityRow unseen =
          row(facts, known, known, null, null, Double.NaN, null, Double.NaN, Double.NaN, null);
      return new JudgedRun(facts, unseen, Double.NaN, excluded, List.of(), null);
    }
    Sight sight = sight(facts, own, twin, group);
    Optional<Collapse> collapse = Collapse.of(sight.curve, sight.clean, sight.band, sight.rules);
    DivergenceRate rate = parameterDivergence(own, group);
    RunStabilityRow row =
        row(
            facts,
            sight.rules.competence().of(sight.curve).isPresent(),
            collapse.isPresent(),
            collapse.map(RunJudge::columns).orElse(null),
            collapse.flatMap(found -> recovery(facts, sight, group, found)).orElse(null),
            TrajectoryRatio.of(sight.curve, sight.clean),
            divergence(own, rate),
            SpikeScore.DEFAULT.of(sight.curve.losses()),
            sight.curve.finalPerformance(),
            reliability(sight.curve));
    return new JudgedRun(
        facts,
        row,
        rate.contraction(facts.horizon()),
        excluded,
        CollapseGrid.collapsed(sight.curve, sight.clean, sight.band, sight.rules),
        group.map(known -> alarms(facts, own, known, sight, collapse)).orElse(null));
  }

  /** A run as its judge sees it: curves on the scale of its control group. */
  private record Sight(
      Curve curve, Curve clean, CleanBand band, CollapseRules rules, MetaStatePath path) {}

  private Sight sight(
      RunFacts facts, Trajectory own, Pairs.Twin twin, Optional<ControlGroup> group) {
    WorkloadRow workload = workloads.get(facts.key());
    Normalisation scale = group.map(ControlGroup::normalisation).orElse(Normalisation.UNDEFINED);
    return new Sight(
        scale.normalise(curve(own, facts, workload)),
        twin == null ? NO_TWIN : scale.normalise(curve(twin.trajectory(), twin.facts(), workload)),
        group.map(ControlGroup::band).orElse(CleanBand.of(List.of())),
        CollapseRules.of(workload.collapseRules()),
        MetaStatePath.of(own, group.orElse(null)));
  }

  private static Curve curve(Trajectory trajectory, RunFacts facts, WorkloadRow workload) {
    double[] performance = trajectory.column(TrajectoryColumns.PERFORMANCE);
    Curve curve =
        Curve.of(trajectory.steps(), performance, trajectory.column(TrajectoryColumns.LOSS));
    if (workload.collapseRules().contains(CollapseKind.LOSS)) {
      curve = curve.withUntrainedLoss(workload.performanceDirection().loss(performance[0]));
    }
    return facts.diverged() ? curve.divergedAt(facts.steps()) : curve;
  }

  private static RunStabilityRow row(
      RunFacts facts,
      Boolean learned,
      Boolean collapsed,
      RunStabilityRow.Collapsed collapse,
      RunStabilityRow.Recovered recovery,
      double trajectoryRatio,
      RunStabilityRow.Divergence divergence,
      double spikeScore,
      double finalPerformance,
      RunStabilityRow.Reliability reliability) {
    return new RunStabilityRow(
        facts.runId(),
        facts.twinRunId(),
        facts.condition(),
        facts.role(),
        facts.replicate(),
        facts.status(),
        learned,
        collapsed,
        collapse,
        recovery,
        trajectoryRatio,
        divergence,
        spikeScore,
        finalPerformance,
        reliability);
  }

  private static RunStabilityRow.Collapsed columns(Collapse collapse) {
    return new RunStabilityRow.Collapsed(collapse.step(), collapse.evaluation(), collapse.kind());
  }

  private static Optional<RunStabilityRow.Recovered> recovery(
      RunFacts facts, Sight sight, Optional<ControlGroup> group, Collapse collapse) {
    if (!facts.ends()) {
      return Optional.empty();
    }
    long from = Math.max(facts.end(), collapse.step());
    Recovery recovery =
        sight.path == null
            ? Recovery.ofPerformance(sight.curve, sight.band, from)
            : Recovery.of(
                sight.curve,
                sight.band,
                new Recovery.MetaState(sight.path.t2(), group.orElseThrow().distances().band()),
                from);
    return Optional.of(
        new RunStabilityRow.Recovered(
            recovery.recovered(), recovery.recoveryClass(), recovery.steps(), recovery.censored()));
  }

  /** The tails are twentieths. */
  private static RunStabilityRow.Reliability reliability(Curve curve) {
    double[] performance = Arrays.stream(curve.performances()).filter(Double::isFinite).toArray();
    double[] rates = Arrays.stream(WithinRun.rates(curve)).filter(Double::isFinite).toArray();
    return new RunStabilityRow.Reliability(
        Tail.LOWER.mean(performance, WORST),
        Tail.LOWER.mean(rates, WORST),
        Tail.UPPER.mean(Drawdown.of(performance), WORST),
        Drawdown.maximum(performance),
        Spread.INTERQUARTILE_RANGE.of(rates));
  }

  private DivergenceRate parameterDivergence(Trajectory own, Optional<ControlGroup> group) {
    double saturation =
        group.map(known -> known.saturation(columns)).orElse(DivergenceRate.NO_SATURATION);
    return DivergenceRate.of(
        own.steps(), own.column(TrajectoryColumns.PARAMETER_DISTANCE), saturation);
  }

  private static RunStabilityRow.Divergence divergence(Trajectory own, DivergenceRate rate) {
    // How far independent seeds lie apart in function space is not stored: half of the run's own
    // largest distance stands for it, so that a plateau does not flatten the slope.
    double[] function = own.column(TrajectoryColumns.FUNCTION_DISTANCE);
    double plateau = Arrays.stream(function).filter(Double::isFinite).max().orElse(0) / 2;
    DivergenceRate inFunctionSpace = DivergenceRate.of(own.steps(), function, plateau);
    boolean fitted = rate.firstStep() >= 0;
    return new RunStabilityRow.Divergence(
        rate.rate(),
        rate.quality(),
        rate.points(),
        fitted ? (Long) rate.firstStep() : null,
        fitted ? (Long) rate.lastStep() : null,
        inFunctionSpace.rate(),
        inFunctionSpace.quality());
  }

  /** Alarms up to the collapse: what comes after it announces nothing. */
  private JudgedRun.RunAlarms alarms(
      RunFacts facts,
      Trajectory own,
      ControlGroup group,
      Sight sight,
      Optional<Collapse> collapse) {
    Detector.Input input = new Detector.Input(facts.runId(), own, group, columns, sight.path);
    int end =
        collapse.map(found -> Math.min(own.length(), found.evaluation() + 1)).orElse(own.length());
    Map<Detector, Double> limits = thresholds.getOrDefault(facts.key(), Map.of());
    Map<Detector, Long> steps = new EnumMap<>(Detector.class);
    Map<Detector, Double> maxima = new EnumMap<>(Detector.class);
    for (Detector detector : Detector.values()) {
      double[] series = Arrays.copyOf(detector.series(input), end);
      double maximum = Sustained.maximum(series, Sustained.CONSECUTIVE);
      if (!(Double.isInfinite(maximum) && maximum < 0)) {
        maxima.put(detector, maximum);
      }
      if (limits.containsKey(detector)) {
        Sustained.alarm(series, limits.get(detector), Sustained.CONSECUTIVE)
            .ifPresent(at -> steps.put(detector, own.steps()[at]));
      }
    }
    return new JudgedRun.RunAlarms(steps, maxima);
  }
}
