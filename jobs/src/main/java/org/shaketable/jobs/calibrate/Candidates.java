package org.shaketable.jobs.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.Level;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** What is to be calibrated: a run of each workload and family. */
final class Candidates {
  private static final List<Schedule> STANDARD =
      List.of(new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%")), new Schedule.Always());

  private final SweepConfig config;

  private final List<Workload> workloads;

  /** Doses are sought on the first configuration of a workload, for all of its others too. */
  Candidates(SweepConfig config) {
    this.config = config;
    this.workloads = config.configurations().values().stream().map(all -> all.get(0)).toList();
  }

  /** The clean runs, {@code seeds} of each workload. */
  List<RunSpec> clean(int seeds) {
    return workloads.stream()
        .flatMap(w -> Stream.iterate(0, i -> i + 1).limit(seeds).map(i -> spec(w, List.of(), i)))
        .toList();
  }

  /** One run of each pair of the families that the configuration names. */
  List<RunSpec> named() {
    List<RunSpec> named =
        workloads.stream()
            .flatMap(
                workload ->
                    configured(workload).values().stream()
                        .map(exposure -> spec(workload, List.of(exposure), 0)))
            .toList();
    if (named.isEmpty()) {
      throw new Mistake(
          "Cannot calibrate sweep %s: it names no perturbation; add some, at any magnitude, or give --all"
              .formatted(config.sweep()));
    }
    return named;
  }

  /** One run of each workload and every family that applies to it. */
  List<RunSpec> all() {
    List<RunSpec> all = new ArrayList<>();
    for (Workload workload : workloads) {
      Map<String, Exposure> configured = configured(workload);
      Families.all().stream()
          .map(
              entry ->
                  Optional.ofNullable(configured.get(entry.family().name()))
                      .or(() -> standard(entry, workload)))
          .flatMap(Optional::stream)
          .forEach(exposure -> all.add(spec(workload, List.of(exposure), 0)));
    }
    return all;
  }

  /** The exposures that the configuration has of a workload, by family: the first of each. */
  private Map<String, Exposure> configured(Workload workload) {
    Map<String, Exposure> byFamily = new LinkedHashMap<>();
    config.series().stream()
        .filter(one -> one.workloads().contains(workload.name()))
        .forEach(one -> byFamily.putIfAbsent(one.family().name(), one.exposures().get(0)));
    return byFamily;
  }

  /** A family with its settings at their defaults on the first standard schedule that suits it. */
  private static Optional<Exposure> standard(Families.Entry entry, Workload workload) {
    Record settings = Settings.of(entry.type().asSubclass(Record.class), Map.of("magnitude", 0.0));
    return STANDARD.stream()
        .map(schedule -> new Exposure((Perturbation) settings, schedule))
        .filter(exposure -> suits(exposure, workload))
        .findFirst();
  }

  private static boolean suits(Exposure exposure, Workload workload) {
    try {
      workload.check(exposure);
      return true;
    } catch (Refusal e) {
      return false;
    }
  }

  private RunSpec spec(Workload workload, List<Exposure> exposures, int replicate) {
    Stochasticity level =
        config.levels().stream()
            .filter(candidate -> candidate.workloads().contains(workload.name()))
            .map(Level::stochasticity)
            .findFirst()
            .orElse(Stochasticity.NONE);
    return new RunSpec(workload, level, exposures, CalibrationSeeds.of(config.seed()), replicate);
  }
}
