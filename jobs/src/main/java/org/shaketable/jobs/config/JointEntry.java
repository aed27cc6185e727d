package org.shaketable.jobs.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shaketable.training.workload.Workload;

/**
 * Reads a composition: {@code composition} lists two entries or more, each a family with
 * magnitudes; {@code schedule} and {@code workloads} may stand once, for all of them.
 */
final class JointEntry {
  private static final List<String> SHARED = List.of("schedule", "workloads");

  private final Binder binder;
  private final Node.Keys keys;
  private final List<Workload> workloads;

  JointEntry(Binder binder, Node.Keys keys, List<Workload> workloads) {
    this.binder = binder;
    this.keys = keys;
    this.workloads = workloads;
  }

  Joint joint() {
    RecordBinding.refuseUnknown(keys, List.of("composition", "schedule", "workloads"));
    Node.Items parts = Binder.items(keys.values().get("composition"));
    if (parts.items().size() < 2) {
      throw parts
          .place()
          .mistake(
              "expected two perturbations or more, found %d; write one alone as an entry of its own"
                  .formatted(parts.items().size()));
    }
    List<DoseSeries> series = new ArrayList<>();
    Set<String> families = new HashSet<>();
    for (Node part : parts.items()) {
      DoseSeries one = new DoseSeriesEntry(binder, shared(part), workloads).series(new HashMap<>());
      if (!families.add(one.family().name())) {
        throw part.place()
            .mistake(
                "expected each family once, found '%s' again: its random streams would be the same; remove one"
                    .formatted(one.family().name()));
      }
      series.add(one);
    }
    return new Joint(series, common(parts, series));
  }

  private Node.Keys shared(Node part) {
    Node.Keys own = Binder.keys(part, "a perturbation");
    Map<String, Node> values = new LinkedHashMap<>(own.values());
    for (String key : SHARED) {
      if (keys.values().containsKey(key)) {
        values.putIfAbsent(key, keys.values().get(key));
      }
    }
    return new Node.Keys(own.place(), values);
  }

  private static List<String> common(Node.Items parts, List<DoseSeries> series) {
    List<String> common = new ArrayList<>(series.get(0).workloads());
    series.forEach(one -> common.retainAll(one.workloads()));
    if (common.isEmpty()) {
      throw parts
          .place()
          .mistake(
              "expected perturbations that apply to the same workload, found %s; name other families"
                  .formatted(
                      String.join(
                          " and ",
                          series.stream()
                              .map(
                                  one ->
                                      "%s for %s"
                                          .formatted(
                                              one.family().name(),
                                              String.join(", ", one.workloads())))
                              .toList())));
    }
    return common;
  }
}
