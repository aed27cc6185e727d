package org.shaketable.analytics.judgement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.MetaStatePath;
import org.shaketable.analytics.metastate.RegimePath;
import org.shaketable.analytics.packing.Pairs;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.BandGrid;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.curve.Normalisation;
import org.shaketable.analytics.stats.descriptive.Spread;
import org.shaketable.analytics.stats.reliability.Drawdown;
import org.shaketable.analytics.stats.reliability.Tail;
import org.shaketable.analytics.stats.reliability.WithinRun;
import org.shaketable.analytics.stats.run.Collapse;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.analytics.stats.run.DivergenceRate;
import org.shaketable.analytics.stats.run.Judge;
import org.shaketable.analytics.stats.run.Recovery;
import org.shaketable.analytics.stats.run.RecoveryClass;
import org.shaketable.analytics.stats.run.RetainedPerformance;
import org.shaketable.analytics.stats.run.SpikeScore;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.WorkloadRow;

/** Judges one run against its twin and its control group, by the rules of its workload. */
public final class RunJudge implements Pairs.Judge<JudgedRun> {
  private static final long serialVersionUID = 1;

  private static final double WORST = 0.05;
  private static final BandGrid NO_BANDS = BandGrid.of(List.of());
  private static final Curve NO_TWIN = Curve.of(new long[0], new double[0], new double[0]);

  private final Broadcast<Map<ControlKey, ControlGroup>> groups;
  private final Map<ConfigurationKey, WorkloadRow> workloads;
  private final TrajectoryColumns columns;

  /** The bands of the groups that this task has met; made once a group, not once a run. */
  private transient Map<ControlKey, BandGrid> bands;

  /**
   * A judge of all configurations.
   *
   * @param groups those that have clean runs
   * @param workloads the rows of all configurations
   */
  public RunJudge(
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Map<ConfigurationKey, WorkloadRow> workloads,
      TrajectoryColumns columns) {
    this.groups = groups;
    this.workloads = new HashMap<>(workloads);
    this.columns = columns;
  }

  @Override
  public JudgedRun judge(RunFacts facts, Trajectory own, Pairs.CleanTwin twin) {
    Optional<ControlGroup> group = Optional.ofNullable(groups.value().get(facts.control()));
    Exclusion excluded = Exclusion.of(facts, own, twin, group).orElse(null);
    if (facts.failed() || own == null) {
      return new JudgedRun(facts, unseen(facts), Double.NaN, excluded, null);
    }
    BandGrid beside = bands(facts.control());
    Judge judge = judge(facts, group, beside.standard());
    Curve recorded = curve(own, facts);
    MetaStatePath path = MetaStatePath.of(own, group.orElse(null));
    Sight sight =
        new Sight(
            judge.judge(recorded, twin == null ? NO_TWIN : curve(twin.trajectory(), twin.facts())),
            judge.band(),
            path);
    DivergenceRate rate = parameterDivergence(own, group);
    return new JudgedRun(
        facts,
        row(facts, own, sight, rate, group),
        lastTenth(recorded),
        excluded,
        CollapseGrid.of(sight.judged.run(), sight.judged.twin(), beside, judge.rules()),
        RegimePath.of(own, group.orElse(null), path, facts.onset()));
  }

  private BandGrid bands(ControlKey control) {
    if (bands == null) {
      bands = new HashMap<>();
    }
    return bands.computeIfAbsent(
        control,
        key -> {
          ControlGroup group = groups.value().get(key);
          return group == null ? NO_BANDS : group.bands();
        });
  }

  /** A run as its judge sees it: curves on the scale of its control group. */
  private record Sight(Judge.Judged judged, CleanBand band, MetaStatePath path) {}

  private Judge judge(RunFacts facts, Optional<ControlGroup> group, CleanBand band) {
    return new Judge(
        group.map(ControlGroup::normalisation).orElse(Normalisation.UNDEFINED),
        band,
        CollapseRules.of(workloads.get(facts.key()).collapseRules()));
  }

  private static double lastTenth(Curve recorded) {
    double last = recorded.finalPerformance();
    return Double.isNaN(last) ? recorded.performance(0) : last;
  }

  /** The curve as recorded, in the workload's own unit. */
  private static Curve curve(Trajectory trajectory, RunFacts facts) {
    Curve curve =
        Curve.of(
            trajectory.steps(),
            trajectory.column(TrajectoryColumns.PERFORMANCE),
            trajectory.column(TrajectoryColumns.LOSS));
    return facts.diverged() ? curve.divergedAt(facts.steps()) : curve;
  }

  /** A run without an evaluation: it diverged before the first, or failed and nothing is known. */
  private static RunStabilityRow unseen(RunFacts facts) {
    Boolean never = facts.failed() ? null : (Boolean) false;
    return new RunStabilityRow(
        facts.runId(),
        facts.twinRunId(),
        facts.condition(),
        facts.role(),
        facts.replicate(),
        facts.status(),
        never,
        facts.diverged() ? (Boolean) true : null,
        never,
        null,
        null,
        Double.NaN,
        null,
        Double.NaN,
        Double.NaN,
        null);
  }

  private static RunStabilityRow row(
      RunFacts facts,
      Trajectory own,
      Sight sight,
      DivergenceRate rate,
      Optional<ControlGroup> group) {
    Judge.Judged judged = sight.judged;
    Curve curve = judged.run();
    return new RunStabilityRow(
        facts.runId(),
        facts.twinRunId(),
        facts.condition(),
        facts.role(),
        facts.replicate(),
        facts.status(),
        judged.learned(),
        judged.lost().orElse(null),
        judged.collapse().isPresent(),
        judged.collapse().map(RunJudge::columns).orElse(null),
        judged.collapse().flatMap(found -> recovery(facts, sight, group, found)).orElse(null),
        RetainedPerformance.of(curve, judged.twin(), facts.onset()),
        divergence(own, rate),
        SpikeScore.DEFAULT.of(curve.losses()),
        curve.finalPerformance(),
        reliability(curve));
  }

  private static RunStabilityRow.Collapsed columns(Collapse collapse) {
    return new RunStabilityRow.Collapsed(
        collapse.step(), collapse.knownStep(), collapse.evaluation(), collapse.kind());
  }

  private static Optional<RunStabilityRow.Recovered> recovery(
      RunFacts facts, Sight sight, Optional<ControlGroup> group, Collapse collapse) {
    if (!facts.ends()) {
      return Optional.empty();
    }
    long from = Math.max(facts.end(), collapse.step());
    Curve curve = sight.judged.run();
    Recovery recovery = Recovery.of(curve, sight.band, from);
    Optional<Recovery> latent =
        sight.path == null
            ? Optional.empty()
            : Recovery.latent(curve, sight.path.distances(), group.orElseThrow().distances(), from);
    RecoveryClass became =
        !recovery.recovered()
            ? RecoveryClass.IRREVERSIBLE
            : latent.map(Recovery::recovered).orElse(true)
                ? RecoveryClass.RECOVERED
                : RecoveryClass.LINGERING;
    return Optional.of(
        new RunStabilityRow.Recovered(
            recovery.recovered(),
            became,
            recovery.steps(),
            !recovery.recovered(),
            latent.map(Recovery::recovered).orElse(null),
            latent.map(Recovery::steps).orElse(null)));
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
}
