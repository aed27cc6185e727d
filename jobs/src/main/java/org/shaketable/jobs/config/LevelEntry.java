package org.shaketable.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shaketable.refusal.Refusal;
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
            ? willing(level)
            : Binder.items(named).items().stream()
                .flatMap(item -> named(item, level).stream())
                .toList();
    if (with.isEmpty()) {
      throw node.place()
          .mistake(
              "expected a level that a workload takes, found %s: %s; remove it"
                  .formatted(
                      level,
                      workloads.stream()
                          .map(each -> each.label() + ": " + refusal(each, level).orElseThrow())
                          .collect(Collectors.joining("; "))));
    }
    return new Level(level, Named.names(with));
  }

  private List<Workload> named(Node item, Stochasticity level) {
    List<Workload> configurations = Named.workloads(item, workloads);
    for (Workload workload : configurations) {
      Optional<String> refusal = refusal(workload, level);
      if (refusal.isPresent()) {
        throw item.place()
            .mistake(
                "expected a workload that takes %s, found '%s': %s; remove it"
                    .formatted(level, workload.label(), refusal.get()));
      }
    }
    return configurations;
  }

  /** Workloads that take a level; a workload of which only some configurations do is refused. */
  private List<Workload> willing(Stochasticity level) {
    List<Workload> willing =
        workloads.stream().filter(workload -> refusal(workload, level).isEmpty()).toList();
    for (Workload workload : workloads) {
      Optional<String> refusal = refusal(workload, level);
      if (refusal.isPresent() && Named.names(willing).contains(workload.name())) {
        throw node.place()
            .mistake(
                "expected a level that every configuration of workload %s takes, found %s: %s: %s; change the level or the variants, or name other workloads"
                    .formatted(workload.name(), level, workload.label(), refusal.get()));
      }
    }
    return willing;
  }

  /** Why a workload does not take a level; empty if it does. */
  private static Optional<String> refusal(Workload workload, Stochasticity level) {
    try {
      Workload unused = workload.at(level);
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(e.reason());
    }
  }
}
