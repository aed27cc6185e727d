package org.shaketable.jobs.cli;

import static org.shaketable.training.workload.Stochasticity.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.shaketable.jobs.config.DoseSeries;
import org.shaketable.jobs.config.Joint;
import org.shaketable.jobs.config.Level;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.Durations;
import org.shaketable.jobs.sweep.PlanCounts;
import org.shaketable.jobs.sweep.SweepPlan;
import org.shaketable.jobs.sweep.TimeEstimate;
import org.shaketable.jobs.sweep.ToTrain;
import org.shaketable.training.workload.Workload;

/** What a plan is, in lines. */
final class PlanText {
  /** Told one by one; their number is told in any case. */
  private static final int MOST_CONFIGURATIONS = 200;

  private PlanText() {}

  /** What a plan asks for. */
  static List<String> of(SweepPlan plan) {
    return of(plan.config(), plan.counts());
  }

  /** What a configuration asks for, or a sample of it that has these counts. */
  static List<String> of(SweepConfig config, PlanCounts counts) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Sweep %s: %,d runs, %,d of them clean twins%s%s; %,d conditions x %,d replicates."
            .formatted(
                config.sweep(),
                counts.runs(),
                counts.clean(),
                counts.placebos() == 0 ? "" : ", %,d placebos".formatted(counts.placebos()),
                counts.infinitesimal() == 0
                    ? ""
                    : ", %,d kicked infinitesimally".formatted(counts.infinitesimal()),
                counts.conditions(),
                config.replicates()));
    config.configurations().values().forEach(workload -> addWorkload(lines, config, workload));
    if (config.levels().stream().anyMatch(level -> !level.stochasticity().equals(NONE))) {
      config.levels().forEach(level -> lines.add("  " + line(level)));
    }
    config.series().forEach(arm -> lines.add("  " + line(arm)));
    config.joints().forEach(joint -> lines.add("  " + line(joint)));
    return lines;
  }

  private static void addWorkload(
      List<String> lines, SweepConfig config, List<Workload> configurations) {
    lines.add("  " + line(configurations.get(0)));
    if (configurations.get(0).configuration() == null) {
      return;
    }
    lines.add(
        "    %,d configurations of %,d runs each:"
            .formatted(configurations.size(), config.size(configurations.get(0))));
    List<Workload> named =
        configurations.subList(0, Math.min(MOST_CONFIGURATIONS, configurations.size()));
    var settings = Specs.settings(named);
    for (int i = 0; i < named.size(); i++) {
      lines.add("      %s: %s".formatted(named.get(i).configuration(), words(settings.get(i))));
    }
    if (named.size() < configurations.size()) {
      lines.add("      and %,d more".formatted(configurations.size() - named.size()));
    }
  }

  private static String words(Map<String, String> settings) {
    return settings.isEmpty()
        ? "the only one"
        : settings.entrySet().stream()
            .map(setting -> setting.getKey() + " " + setting.getValue())
            .collect(Collectors.joining(", "));
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

  private static String line(DoseSeries arm) {
    return "%s (%s), %s: %s on %s"
        .formatted(
            name(arm),
            arm.family().dimension(),
            arm.schedule(),
            magnitudes(arm),
            String.join(", ", arm.workloads()));
  }

  private static String line(Joint joint) {
    return "composition of %s on %s"
        .formatted(
            joint.parts().stream()
                .map(
                    arm ->
                        "%s (%s), %s: %s"
                            .formatted(
                                name(arm),
                                arm.family().dimension(),
                                arm.schedule(),
                                magnitudes(arm)))
                .collect(Collectors.joining(" with ")),
            String.join(", ", joint.workloads()));
  }

  private static String name(DoseSeries arm) {
    return arm.perturbations().get(0).label();
  }

  private static String magnitudes(DoseSeries arm) {
    return arm.perturbations().stream()
        .map(perturbation -> Double.toString(perturbation.magnitude()))
        .collect(Collectors.joining(", "));
  }

  private static String line(Level level) {
    return "stochasticity %s on %s"
        .formatted(level.stochasticity(), String.join(", ", level.workloads()));
  }

  /** How long all of a plan takes, by runs that were trained to see. */
  static String measured(ToTrain all, TimeEstimate estimate, int cores) {
    return "All %,d runs take about %s on %d cores, by the time of one of each workload just now."
        .formatted(all.runs(), Durations.of(all.seconds(estimate, cores).orElseThrow()), cores);
  }

  /** What a lake does not have of a plan, and how long it takes. */
  static String left(ToTrain left, Lake lake, TimeEstimate estimate, int cores) {
    if (left.runs() == 0) {
      return "Lake %s has all of them: nothing to train.".formatted(lake);
    }
    OptionalDouble seconds = left.seconds(estimate, cores);
    String time =
        seconds.isPresent()
            ? "about %s on %d cores, by the median time of %,d runs of this sweep"
                .formatted(Durations.of(seconds.getAsDouble()), cores, estimate.measured())
            : "no estimate of the time before one pair of each workload has been trained";
    return "Lake %s: %,d runs are to be trained; %s.".formatted(lake, left.runs(), time);
  }
}
