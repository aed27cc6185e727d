package org.shaketable.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.config.Arm;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.Durations;
import org.shaketable.jobs.sweep.Estimate;
import org.shaketable.jobs.sweep.PlannedRun;
import org.shaketable.jobs.sweep.SweepPlan;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** What a plan is, in lines. */
final class PlanText {
  private PlanText() {}

  /** What a plan asks for. */
  static List<String> of(SweepPlan plan) {
    SweepConfig config = plan.config();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Sweep %s: %,d runs, %,d of them clean twins; %,d conditions x %,d replicates."
            .formatted(
                plan.sweep(),
                plan.runs().size(),
                plan.cleanRuns(),
                plan.conditions(),
                config.replicates()));
    config.workloads().forEach(workload -> lines.add("  " + line(workload)));
    if (!config.levels().equals(List.of(Stochasticity.NONE))) {
      lines.add("  stochasticity: " + joined(config.levels()));
    }
    config.arms().forEach(arm -> lines.add("  " + line(arm)));
    return lines;
  }

  private static String line(Workload workload) {
    return "%s: %s on %s, %,d steps, %d evaluations, engine %s"
        .formatted(
            workload.name(),
            workload.learner().name(),
            workload.task().name(),
            workload.learner().steps(),
            workload.evaluations(),
            workload.engine().name().toLowerCase(Locale.ROOT));
  }

  private static String line(Arm arm) {
    String magnitudes =
        arm.perturbations().stream()
            .map(perturbation -> Double.toString(perturbation.magnitude()))
            .collect(Collectors.joining(", "));
    return "%s (%s), %s: %s on %s"
        .formatted(
            arm.family().name(),
            arm.family().dimension(),
            arm.schedule(),
            magnitudes,
            String.join(", ", arm.workloads()));
  }

  private static String joined(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** What the lake does not have of a plan, and how long it takes. */
  static String left(SweepPlan plan, Lake lake, SparkSession spark) {
    List<PlannedRun> missing = plan.missing(lake.runIds(plan.sweep()));
    if (missing.isEmpty()) {
      return "Lake %s has all of them: nothing to train.".formatted(lake);
    }
    int cores = spark.sparkContext().defaultParallelism();
    Estimate estimate = Estimate.of(lake, plan.sweep());
    OptionalDouble seconds = estimate.ofRuns(missing, cores);
    String time =
        seconds.isPresent()
            ? "about %s on %d cores, by the median time of %,d runs of this sweep"
                .formatted(Durations.of(seconds.getAsDouble()), cores, estimate.measured())
            : "no estimate of the time before one pair of each workload has been trained";
    return "Lake %s: %,d runs are to be trained; %s.".formatted(lake, missing.size(), time);
  }
}
