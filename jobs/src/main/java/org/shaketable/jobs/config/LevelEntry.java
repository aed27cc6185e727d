package org.shaketable.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * Reads one entry below {@code stochasticity}: {@code none}, or a level with, if need be, the
 * workloads it is for, e.g. {@code {exploration-rate: 0.2, workloads: [cartpole-dqn]}}.
 */
final class LevelEntry {
  private final Binder binder;
  private final Node node;
  private final List<Workload> workloads;

  LevelEntry(Binder binder, Node node, List<Workload> workloads) {
    this.binder = binder;
    this.node = node;
    this.workloads = workloads;
  }

  Level level() {
    Node named = null;
    Node kind = node;
    if (node instanceof Node.Keys keys) {
      Map<String, Node> rest = new LinkedHashMap<>(keys.values());
      named = rest.remove("workloads");
      kind = new Node.Keys(keys.place(), rest);
    }
    Stochasticity level = binder.bind(kind, Stochasticity.class);
    List<Workload> with =
        named == null
            ? workloads.stream().filter(workload -> refusal(workload, level).isEmpty()).toList()
            : Binder.items(named).items().stream().map(item -> named(item, level)).toList();
    if (with.isEmpty()) {
      throw node.place()
          .mistake(
              "expected a level that a workload takes, found %s: %s; remove it"
                  .formatted(
                      level,
                      workloads.stream()
                          .map(each -> each.name() + ": " + refusal(each, level).orElseThrow())
                          .collect(Collectors.joining("; "))));
    }
    return new Level(level, with.stream().map(Workload::name).distinct().toList());
  }

  private Workload named(Node item, Stochasticity level) {
    Workload workload = Named.workload(item, workloads);
    Optional<String> refusal = refusal(workload, level);
    if (refusal.isPresent()) {
      throw item.place()
          .mistake(
              "expected a workload that takes %s, found '%s': %s; remove it"
                  .formatted(level, workload.name(), refusal.get()));
    }
    return workload;
  }

  /** Why a workload does not take a level; empty if it does. */
  private static Optional<String> refusal(Workload workload, Stochasticity level) {
    try {
      Workload unused = workload.at(level);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage().replaceFirst("^Invalid .+?: ", ""));
    }
  }
}
