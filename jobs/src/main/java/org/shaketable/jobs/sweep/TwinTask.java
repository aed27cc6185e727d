package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shaketable.jobs.config.Specs;

/**
 * What one Spark task trains: a clean twin and some perturbed runs against it.
 *
 * @param workload name of the workload
 * @param reference canonical JSON of the clean twin's specification
 * @param missing whether the clean twin's own row is to be written; it is trained in any case
 * @param perturbed canonical JSON of the others
 */
public record TwinTask(
    String workload, int replicate, String reference, boolean missing, List<String> perturbed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Perturbed runs in a task, at most: the clean twin is trained once for them. */
  static final int MOST_PERTURBED = 8;

  /** Runs that the task writes. */
  int runs() {
    return perturbed.size() + (missing ? 1 : 0);
  }

  /**
   * The runs to be written, the clean twin first, each read from its specification as it is asked
   * for.
   */
  Stream<PlannedRun> written(String sweep) {
    return Stream.concat(
        Stream.of(sweep).filter(name -> missing).map(this::cleanRun), perturbedRuns(sweep));
  }

  /** The clean twin. */
  public PlannedRun cleanRun(String sweep) {
    return PlannedRun.of(sweep, reference, Specs.runId(sweep, reference));
  }

  /** The others, each read from its specification as it is asked for. */
  public Stream<PlannedRun> perturbedRuns(String sweep) {
    String clean = Specs.runId(sweep, reference);
    return perturbed.stream().map(json -> PlannedRun.of(sweep, json, clean));
  }

  /** Trainings that the task does. */
  int trainings() {
    return perturbed.size() + 1;
  }

  /**
   * Tasks that train all missing runs, each once: all workloads and conditions of the first
   * replicate before the second, so that a part of a sweep is a sweep of fewer replicates.
   */
  public static List<TwinTask> of(List<PlannedRun> missing) {
    Map<String, List<PlannedRun>> byTwin = new LinkedHashMap<>();
    missing.forEach(
        run -> byTwin.computeIfAbsent(run.twinRunId(), key -> new ArrayList<>()).add(run));
    return byTwin.values().stream()
        .flatMap(runs -> ofOneTwin(runs).split(MOST_PERTURBED).stream())
        .sorted(Comparator.comparingInt(TwinTask::replicate))
        .toList();
  }

  private static TwinTask ofOneTwin(List<PlannedRun> runs) {
    PlannedRun first = runs.get(0);
    return new TwinTask(
        first.spec().workload().name(),
        first.spec().replicate(),
        Specs.json(first.spec().reference()),
        runs.stream().anyMatch(run -> run.spec().clean()),
        runs.stream().filter(run -> !run.spec().clean()).map(PlannedRun::json).toList());
  }

  /** These runs in tasks of at most {@code most} perturbed ones. */
  List<TwinTask> split(int most) {
    List<TwinTask> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < perturbed.size(); from += most) {
      int to = Math.min(perturbed.size(), from + most);
      // A copy: a part of a list cannot be serialised.
      List<String> part = new ArrayList<>(perturbed.subList(from, to));
      parts.add(new TwinTask(workload, replicate, reference, missing && from == 0, part));
    }
    return parts;
  }

  /** What is left of this task without runs that are trained; empty where nothing is. */
  Optional<TwinTask> without(List<String> specs) {
    List<String> left = new ArrayList<>(perturbed);
    left.removeAll(specs);
    boolean clean = missing && !specs.contains(reference);
    return left.isEmpty() && !clean
        ? Optional.empty()
        : Optional.of(new TwinTask(workload, replicate, reference, clean, left));
  }

  /** This task and another of the same twin in one. */
  TwinTask plus(TwinTask other) {
    List<String> both = new ArrayList<>(perturbed);
    both.addAll(other.perturbed);
    return new TwinTask(workload, replicate, reference, missing || other.missing, both);
  }
}
