package org.shaketable.jobs.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Workload;

/** Reads a sweep from its YAML file and checks what no single setting can know. */
final class SweepFile {
  private static final int MOST_REPLICATES = 1_000_000;

  /** The plan of a sweep is held in memory, some 1 kB a run. */
  private static final long MOST_RUNS = 1_000_000;

  private static final String VARIANTS = "variants";
  private static final int DAY_SECONDS = 86_400;
  private static final int CLEAN_REPLICATES = 20;

  private final Binder binder = new Binder(new Forms());
  private final Node.Keys top;
  private final Layout layout;

  /**
   * The keys at the top; those after the workloads may be absent.
   *
   * @param cleanReplicates clean runs of each workload; as many as replicates if not given, and 20
   *     at least: the band of fewer is wide
   * @param placebo placebo runs of each schedule; as many as replicates if not given, 0 for none
   */
  record Layout(
      String sweep,
      long seed,
      int replicates,
      int evaluations,
      Node workloads,
      Node stochasticity,
      Node perturbations,
      Integer cleanReplicates,
      Integer placebo,
      Checkpointing checkpoint,
      Integer timeLimitSeconds) {
    Layout {
      Objects.requireNonNull(sweep);
      Objects.requireNonNull(workloads);
      cleanReplicates =
          cleanReplicates == null ? Math.max(replicates, CLEAN_REPLICATES) : cleanReplicates;
      placebo = placebo == null ? replicates : placebo;
      checkpoint = checkpoint == null ? Checkpointing.NEVER : checkpoint;
      timeLimitSeconds = timeLimitSeconds == null ? DAY_SECONDS : timeLimitSeconds;
      if (timeLimitSeconds < 1) {
        throw new Refusal("time-limit-seconds", "expected 1 or more, found " + timeLimitSeconds);
      }
    }
  }

  /**
   * One entry below {@code workloads}.
   *
   * @param kicks by which recovery is measured; null for none
   */
  record WorkloadLayout(Task task, Learner learner, Engine engine, Kicks kicks) {
    WorkloadLayout {
      Objects.requireNonNull(task);
      Objects.requireNonNull(learner);
      engine = engine == null ? usual(learner) : engine;
    }

    /** The fast engine where the learner can use it. */
    private static Engine usual(Learner learner) {
      return learner.engines().contains(Engine.VECTOR)
          ? Engine.VECTOR
          : learner.engines().iterator().next();
    }
  }

  SweepFile(Node document) {
    this.top = Binder.keys(document, "the keys of a sweep");
    this.layout = binder.record(top, Layout.class, Set.of());
  }

  SweepConfig config() {
    checkName();
    within("replicates", layout.replicates(), 1, MOST_REPLICATES);
    within("clean-replicates", layout.cleanReplicates(), layout.replicates(), MOST_REPLICATES);
    within("placebo", layout.placebo(), 0, layout.cleanReplicates());
    List<Workload> workloads = workloads();
    return notTooLarge(sweep(workloads));
  }

  private void within(String key, int value, int low, int high) {
    if (value < low || value > high) {
      throw top.values()
          .get(key)
          .place()
          .mistake(
              "expected a whole number in [%d, %d], found %d; change the value of %s"
                  .formatted(low, high, value, key));
    }
  }

  private SweepConfig sweep(List<Workload> workloads) {
    return new SweepConfig(
        layout.sweep(),
        layout.seed(),
        layout.replicates(),
        layout.cleanReplicates(),
        layout.placebo(),
        levels(workloads),
        workloads,
        series(workloads),
        joints(workloads),
        checkpointing(),
        layout.timeLimitSeconds());
  }

  private SweepConfig notTooLarge(SweepConfig sweep) {
    if (sweep.size() > MOST_RUNS) {
      long each = sweep.withReplicates(1).size();
      throw top.values()
          .get("replicates")
          .place()
          .mistake(
              "expected a sweep of at most %,d runs, found %,d (%,d for each replicate); at most %,d replicates of these conditions fit"
                  .formatted(MOST_RUNS, sweep.size(), each, MOST_RUNS / each));
    }
    return sweep;
  }

  private Checkpointing checkpointing() {
    if (layout.checkpoint().every() > layout.evaluations()) {
      throw top.values()
          .get("checkpoint")
          .place()
          .mistake(
              "expected at most every %d evaluations, as a run has no more, found '%s'; change the value of checkpoint"
                  .formatted(layout.evaluations(), layout.checkpoint()));
    }
    return layout.checkpoint();
  }

  private void checkName() {
    boolean letters = layout.sweep().matches("[A-Za-z0-9_-]{1,100}");
    Optional<String> fault =
        letters
            ? PartitionName.fault(layout.sweep())
            : Optional.of(
                "expected a name of letters, digits, - and _ (at most 100), found '%s'"
                    .formatted(layout.sweep()));
    if (fault.isPresent()) {
      throw top.values().get("sweep").place().mistake(fault.get() + "; rename the sweep");
    }
  }

  private List<Workload> workloads() {
    Node.Keys named = Binder.keys(layout.workloads(), "names with their workloads");
    List<Workload> workloads = new ArrayList<>();
    named.values().forEach((name, node) -> workloads.addAll(configurations(name, node)));
    return workloads;
  }

  /** The workload, or each of the configurations that its variants ask for. */
  private List<Workload> configurations(String name, Node node) {
    Node.Keys keys = Binder.keys(node, "a workload");
    Node variants = keys.values().get(VARIANTS);
    if (variants == null) {
      return List.of(workload(name, keys));
    }
    Map<Workload, String> seen = new HashMap<>();
    List<Workload> configurations = new ArrayList<>();
    for (Variant variant : new VariantsEntry(binder, layout.seed()).of(variants)) {
      Workload workload = workload(name, variant.of(keys));
      String same = seen.putIfAbsent(workload, variant.name());
      if (same != null) {
        throw variant
            .place()
            .mistake(
                "expected configurations that differ, found '%s' with the settings of '%s'; remove one, or draw fewer"
                    .formatted(variant.name(), same));
      }
      configurations.add(workload.as(variant.name()));
    }
    return configurations;
  }

  private Workload workload(String name, Node.Keys keys) {
    PartitionName.fault(name)
        .ifPresent(
            fault -> {
              throw keys.place().mistake(fault + "; rename the workload");
            });
    WorkloadLayout read = binder.record(keys, WorkloadLayout.class, Set.of(VARIANTS));
    try {
      checkLearns(read.learner(), (Node.Keys) keys.values().get("learner"));
      return new Workload(name, read.engine(), read.task(), read.learner(), layout.evaluations())
          .with(read.kicks());
    } catch (Refusal e) {
      Node.Keys learner = (Node.Keys) keys.values().get("learner");
      boolean atTop = e.subject().equals("evaluations");
      boolean inLearner = learner.values().containsKey(e.subject());
      throw RecordBinding.refused(atTop ? top : inLearner ? learner : keys, e);
    }
  }

  private static void checkLearns(Learner learner, Node.Keys settings) {
    try {
      learner.checkLearns();
    } catch (Refusal e) {
      throw RecordBinding.refused(settings, e);
    }
  }

  private List<Level> levels(List<Workload> workloads) {
    if (layout.stochasticity() == null) {
      return List.of(new Level(Stochasticity.NONE, Named.names(workloads)));
    }
    List<Level> levels = new ArrayList<>();
    for (Node node : Binder.items(layout.stochasticity()).items()) {
      Level level = new LevelEntry(binder, node, workloads).level();
      if (levels.stream().anyMatch(other -> other.stochasticity().equals(level.stochasticity()))) {
        throw node.place()
            .mistake(
                "expected each level once, found '%s' again; remove one"
                    .formatted(level.stochasticity()));
      }
      levels.add(level);
    }
    if (levels.isEmpty()) {
      throw layout
          .stochasticity()
          .place()
          .mistake("expected at least one level, found an empty list; write [none]");
    }
    return levels;
  }

  private List<DoseSeries> series(List<Workload> workloads) {
    List<DoseSeries> series = new ArrayList<>();
    Map<String, KeyPlace> seen = new HashMap<>();
    for (Node.Keys entry : entries()) {
      if (!entry.values().containsKey("composition")) {
        series.add(new DoseSeriesEntry(binder, entry, workloads).series(seen));
      }
    }
    return series;
  }

  private List<Joint> joints(List<Workload> workloads) {
    return entries().stream()
        .filter(entry -> entry.values().containsKey("composition"))
        .map(entry -> new JointEntry(binder, entry, workloads).joint())
        .toList();
  }

  private List<Node.Keys> entries() {
    return layout.perturbations() == null
        ? List.of()
        : Binder.items(layout.perturbations()).items().stream()
            .map(node -> Binder.keys(node, "a perturbation"))
            .toList();
  }
}
