package org.shaketable.jobs.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.analytics.codec.RecordShape;
import org.shaketable.jobs.Mistake;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Family;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.workload.Workload;

/** Reads one entry below {@code perturbations}. */
final class DoseSeriesEntry {
  private static final List<String> OWN_KEYS =
      List.of("family", "magnitudes", "schedule", "workloads");

  private final Binder binder;
  private final Node.Keys keys;
  private final List<Workload> workloads;
  private final Class<? extends Record> type;
  private final Family family;

  DoseSeriesEntry(Binder binder, Node.Keys keys, List<Workload> workloads) {
    this.binder = binder;
    this.keys = keys;
    this.workloads = workloads;
    this.type = Forms.families().type(keys);
    this.family =
        Families.all().stream()
            .filter(entry -> entry.type() == type)
            .findFirst()
            .orElseThrow()
            .family();
  }

  /** The doses; {@code seen} collects its conditions, none of which may be there already. */
  DoseSeries series(Map<String, KeyPlace> seen) {
    RecordBinding.refuseUnknown(keys, knownKeys());
    Node timing = keys.values().get("schedule");
    Schedule schedule =
        timing == null ? new Schedule.Always() : binder.bind(timing, Schedule.class);
    List<Workload> exposed = exposed();
    checkOnset(timing, schedule, exposed);
    List<Perturbation> perturbations = new ArrayList<>();
    for (Node node : magnitudes().items()) {
      Perturbation perturbation = perturbation(node);
      for (Workload workload : exposed) {
        check(new Exposure(perturbation, schedule), workload);
        KeyPlace first =
            seen.putIfAbsent(workload.label() + " " + perturbation + " " + schedule, node.place());
        if (first != null) {
          throw node.place()
              .mistake(
                  "expected each condition once, found %s %s on schedule %s again (first on line %d); remove one"
                      .formatted(family.name(), node.described(), schedule, first.line()));
        }
      }
      perturbations.add(perturbation);
    }
    return new DoseSeries(family, perturbations, schedule, Named.names(exposed));
  }

  private void check(Exposure exposure, Workload workload) {
    try {
      workload.check(exposure);
      if (exposure.perturbation().magnitude() > 0) {
        workload.checkActs(exposure);
      }
    } catch (Refusal e) {
      Node named = keys.values().get(e.subject());
      throw (named == null ? keys.place() : named.place())
          .mistake(
              "%s; family %s cannot disturb workload %s so: change it, or name other workloads"
                  .formatted(e.reason(), family.name(), workload.label()));
    }
  }

  private List<String> knownKeys() {
    Stream<String> settings =
        RecordShape.of(type).names().map(Words::kebab).filter(name -> !name.equals("magnitude"));
    return Stream.concat(OWN_KEYS.stream(), settings).toList();
  }

  private Node.Items magnitudes() {
    Node node = keys.values().get("magnitudes");
    if (node == null) {
      throw keys.place()
          .mistake("expected the key 'magnitudes', found none; add it here, e.g. [0.5, 2]");
    }
    Node.Items items = Binder.items(node);
    if (items.items().isEmpty()) {
      throw node.place()
          .mistake("expected at least one magnitude, found an empty list; write e.g. [0.5, 2]");
    }
    return items;
  }

  /** The family's record with one magnitude and the entry's other settings. */
  private Perturbation perturbation(Node magnitude) {
    Map<String, Node> settings = new LinkedHashMap<>(keys.values());
    OWN_KEYS.forEach(settings::remove);
    settings.put("magnitude", magnitude);
    return (Perturbation) binder.record(new Node.Keys(keys.place(), settings), type, Set.of());
  }

  private boolean applies(Workload workload) {
    return family.appliesTo(workload.learner().surfaces());
  }

  private List<Workload> exposed() {
    Node named = keys.values().get("workloads");
    if (named != null) {
      return Binder.items(named).items().stream()
          .flatMap(node -> named(node).stream())
          .distinct()
          .toList();
    }
    List<Workload> all = workloads.stream().filter(this::applies).toList();
    workloads.stream()
        .filter(workload -> !applies(workload) && Named.names(all).contains(workload.name()))
        .findFirst()
        .ifPresent(
            workload -> {
              throw unfit(keys.values().get("family"), workload);
            });
    if (all.isEmpty()) {
      throw keys.values()
          .get("family")
          .place()
          .mistake(
              "expected a family that applies to a workload, found '%s', which disturbs %s, and no workload has that (%s); remove it or add such a workload"
                  .formatted(
                      family.name(),
                      surfaces(),
                      workloads.stream()
                          .map(w -> w.name() + " is learner " + w.learner().name())
                          .distinct()
                          .collect(Collectors.joining(", "))));
    }
    return all;
  }

  private List<Workload> named(Node node) {
    List<Workload> configurations = Named.workloads(node, workloads);
    for (Workload workload : configurations) {
      if (!applies(workload)) {
        throw unfit(node, workload);
      }
    }
    return configurations;
  }

  private Mistake unfit(Node node, Workload workload) {
    return node.place()
        .mistake(
            "expected a workload that family %s applies to, found '%s': the family disturbs %s, which learner %s does not have; remove it"
                .formatted(family.name(), workload.label(), surfaces(), workload.learner().name()));
  }

  private String surfaces() {
    return family.surfaces().stream()
        .map(surface -> surface.name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private void checkOnset(Node timing, Schedule schedule, List<Workload> exposed) {
    for (Workload workload : exposed) {
      if (timing != null && schedule.onset(workload.horizon()) >= workload.horizon().steps()) {
        throw timing
            .place()
            .mistake(
                "expected an onset before the end of the run, found %s, and workload %s ends after %d steps; let it begin earlier"
                    .formatted(schedule, workload.label(), workload.horizon().steps()));
      }
    }
  }
}
