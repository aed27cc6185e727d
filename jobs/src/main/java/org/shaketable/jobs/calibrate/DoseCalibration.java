package org.shaketable.jobs.calibrate;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.run.Judge;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.judge.JudgedCurves;
import org.shaketable.jobs.sweep.BroughtFiles;
import org.shaketable.jobs.sweep.CheckpointStarts;
import org.shaketable.jobs.sweep.Dl4jStart;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Workload;

/**
 * Finds the doses of each workload and family: one Spark action for the clean runs, one for the
 * searches, each search a task.
 */
public final class DoseCalibration {
  private final JavaSparkContext context;
  private final SweepConfig config;
  private final Broadcast<CheckpointStarts> starts;
  private final BroughtFiles brought;
  private final int seeds;
  private final PrintStream progress;

  private DoseCalibration(SparkSession spark, SweepConfig config, int seeds, PrintStream progress) {
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.config = CheckpointStarts.resolved(spark, config);
    this.starts = context.broadcast(CheckpointStarts.of(spark, this.config.workloads()));
    this.brought = BroughtFiles.of(context, this.config.workloads());
    this.seeds = seeds;
    this.progress = progress;
  }

  /** Which families. */
  public enum Scope {
    /** The families of the configuration. */
    NAMED,
    /** All that apply. */
    ALL
  }

  /**
   * The doses, in the order of workloads and families.
   *
   * @param seeds calibration runs at a magnitude, at least 2
   * @param progress is told what is done
   * @throws Mistake where a workload's clean runs do not learn
   */
  public static List<Finding> run(
      SparkSession spark, SweepConfig config, Scope scope, int seeds, PrintStream progress) {
    return new DoseCalibration(spark, config, seeds, progress).run(scope);
  }

  /** Trials are tasks, and a task cannot start the jobs that a data-parallel run is made of. */
  private void refuseParallel() {
    for (Workload workload : config.workloads()) {
      if (workload.learner().parallel()) {
        throw new Mistake(
            "Cannot calibrate workload %s: learner %s trains on the driver alone; leave the workload out and name its magnitudes yourself"
                .formatted(workload.name(), workload.learner().name()));
      }
    }
  }

  private List<Finding> run(Scope scope) {
    refuseParallel();
    Dl4jStart.warning(context.sc(), config.workloads()).ifPresent(progress::println);
    Alone.ship(context, config.workloads());
    Candidates candidates = new Candidates(config);
    List<RunSpec> specs = scope == Scope.ALL ? candidates.all() : candidates.named();
    progress.printf(
        "Calibrating %,d pairs of workload and family on %d seeds.%n", specs.size(), seeds);
    Map<String, List<CleanRun>> clean = clean(candidates.clean(seeds));
    return search(specs, clean).stream().map(Finding::of).toList();
  }

  private Map<String, List<CleanRun>> clean(List<RunSpec> specs) {
    Broadcast<CheckpointStarts> shared = starts;
    BroughtFiles files = brought;
    List<String> json = new ArrayList<>(specs.stream().map(Specs::json).toList());
    List<CleanRun> trained =
        context
            .parallelize(json, json.size())
            .map(spec -> cleanRun(spec, shared.value(), files))
            .collect();
    trained.forEach(DoseCalibration::requireRun);
    Map<String, List<CleanRun>> runs =
        trained.stream()
            .sorted(Comparator.comparingInt(CleanRun::replicate))
            .collect(Collectors.groupingBy(CleanRun::workload));
    config
        .workloads()
        .forEach(w -> runs.computeIfPresent(w.name(), (n, all) -> learned(w.learner(), all)));
    runs.forEach(this::require);
    return runs;
  }

  private static CleanRun cleanRun(String spec, CheckpointStarts starts, BroughtFiles files) {
    files.hand();
    return CleanRun.of(starts.during(() -> Alone.train(Specs.parse(spec))));
  }

  private static void requireRun(CleanRun run) {
    if (!run.failure().isEmpty()) {
      throw new Mistake(
          "Cannot calibrate workload %s: a clean run could not be trained (%s)"
              .formatted(run.workload(), run.failure()));
    }
  }

  private static List<CleanRun> learned(Learner learner, List<CleanRun> runs) {
    List<Curve> curves = runs.stream().map(CleanRun::curve).toList();
    Judge judge = Judge.of(curves, JudgedCurves.rules(learner));
    return new ArrayList<>(
        IntStream.range(0, runs.size())
            .filter(i -> judge.judge(curves.get(i), curves.get(i)).learned())
            .mapToObj(runs::get)
            .toList());
  }

  private void require(String workload, List<CleanRun> learned) {
    progress.printf("%s: %d of %d clean runs learn.%n", workload, learned.size(), seeds);
    if (learned.size() < 2) {
      throw new Mistake(
          "Cannot calibrate workload %s: %d of %d clean runs learned, and doses can be told beside two or more; train it longer or give more --seeds"
              .formatted(workload, learned.size(), seeds));
    }
  }

  private List<Probe.Found> search(List<RunSpec> specs, Map<String, List<CleanRun>> clean) {
    ToDoubleFunction<RunSpec> seconds = spec -> clean.get(spec.workload().name()).get(0).seconds();
    // The longest first, so that all cores end together.
    List<Probe.Pair> pairs =
        new ArrayList<>(
            specs.stream()
                .sorted(Comparator.comparingDouble(seconds).reversed())
                .map(spec -> new Probe.Pair(Specs.json(spec), clean.get(spec.workload().name())))
                .toList());
    LongAccumulator runs = context.sc().longAccumulator("calibration runs");
    LongAccumulator done = context.sc().longAccumulator("calibrated pairs");
    try (Ticker ticker =
        new Ticker(
            () ->
                "%,d / %,d pairs calibrated, %,d runs"
                    .formatted(done.value(), pairs.size(), runs.value()),
            progress)) {
      Map<String, Probe.Found> found =
          context
              .parallelize(pairs, pairs.size())
              .map(new Probe(starts, brought, runs, done))
              .collect()
              .stream()
              .collect(Collectors.toMap(Probe.Found::spec, finding -> finding));
      return specs.stream().map(spec -> found.get(Specs.json(spec))).toList();
    }
  }
}
