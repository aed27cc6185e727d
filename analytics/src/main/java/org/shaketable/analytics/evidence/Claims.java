package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.condition.Buffering;
import org.shaketable.analytics.condition.Decoupling;
import org.shaketable.analytics.detection.Detector;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.MedianInterval;
import org.shaketable.analytics.table.ClaimRow;
import org.shaketable.analytics.table.DecouplingRow;
import org.shaketable.analytics.table.DetectorRow;

/**
 * The table {@code claims}: what the data of a sweep say of each claim, by the rule that was
 * written down for it. Undecided says how many more observations would decide.
 */
public final class Claims {
  private static final int FEWEST_CONFIGURATIONS = 40;

  /** None among them. */
  private static final int FEWEST_LEVELS = 4;

  /** What the claims of a sweep are judged by. */
  public record Data(
      String sweep,
      List<DecouplingRow> decoupling,
      List<JudgedRun> runs,
      List<JudgedRun> seen,
      List<DetectorRow> detectors) {}

  /** A number with what must be said beside it. */
  private record Evidence(Interval interval, Verdict alsoNeeded, String text) {}

  private Claims() {}

  /** One row per claim and subject: a kind of stochasticity, or everything. */
  public static List<ClaimRow> of(
      List<ClaimDefinition> definitions, Data data, AnalyticsSettings settings) {
    List<ClaimRow> rows = new ArrayList<>();
    for (ClaimDefinition definition : definitions) {
      evidence(definition.quantity(), data, settings)
          .forEach((subject, found) -> rows.add(row(data.sweep(), subject, definition, found)));
    }
    return rows;
  }

  private static Map<String, Evidence> evidence(
      ClaimDefinition.Quantity quantity, Data data, AnalyticsSettings settings) {
    return switch (quantity) {
      case DECOUPLING -> decoupling(data, settings);
      case BUFFERING -> buffering(data, settings);
      case PRECEDENCE -> precedence(data, settings);
    };
  }

  private static Map<String, Evidence> decoupling(Data data, AnalyticsSettings settings) {
    Map<String, Evidence> evidence = new TreeMap<>();
    for (DecouplingRow row : data.decoupling()) {
      if (row.association().equals(Decoupling.CLAIMED)) {
        evidence.put(
            row.workload(),
            new Evidence(
                new Interval(row.estimate(), row.lower(), row.upper(), row.level(), row.n()),
                row.n() < FEWEST_CONFIGURATIONS ? Verdict.UNDECIDED : Verdict.CONFIRMED,
                "rank correlation over %d configurations, of which %d or more are needed"
                    .formatted(row.n(), FEWEST_CONFIGURATIONS)));
      }
    }
    if (evidence.isEmpty()) {
      evidence.put(
          "all workloads",
          nothing("no workload has variants, and the unit is a configuration", settings));
    }
    return evidence;
  }

  private static Map<String, Evidence> buffering(Data data, AnalyticsSettings settings) {
    Map<String, Evidence> evidence = new TreeMap<>();
    Buffering.contrasts(data.runs(), settings)
        .forEach(
            (kind, contrast) ->
                evidence.put(
                    kind,
                    new Evidence(
                        contrast,
                        Buffering.levels(data.runs(), kind) < FEWEST_LEVELS
                            ? Verdict.UNDECIDED
                            : Verdict.CONFIRMED,
                        "best of %d levels of %s against none, %d seeds; %d levels with none are needed"
                            .formatted(
                                Buffering.levels(data.runs(), kind) - 1,
                                kind,
                                contrast.n(),
                                FEWEST_LEVELS))));
    if (evidence.isEmpty()) {
      evidence.put("none", nothing("the sweep has one level of stochasticity", settings));
    }
    return evidence;
  }

  private static Map<String, Evidence> precedence(Data data, AnalyticsSettings settings) {
    List<JudgedRun> collapsed =
        data.seen().stream().filter(run -> !run.facts().clean() && run.collapsed()).toList();
    if (collapsed.isEmpty()) {
      return Map.of("all collapses", nothing("no run collapsed", settings));
    }
    Detector detector = Detector.META_STATE_T2;
    double[] leads =
        collapsed.stream()
            .mapToDouble(run -> (double) Alarms.lead(run, detector) / run.facts().horizon())
            .toArray();
    Interval interval = MedianInterval.of(leads, settings.level());
    long caught = collapsed.stream().filter(run -> Alarms.caught(run, detector)).count();
    Verdict accepted = accepted(data.detectors(), detector);
    String text =
        "%d of %d collapses announced; the detector's false alarms on held-out clean runs: %s"
            .formatted(caught, collapsed.size(), accepted.words());
    return Map.of("all collapses", new Evidence(interval, accepted, text));
  }

  /** Whether the detector is accepted on every configuration. */
  private static Verdict accepted(List<DetectorRow> detectors, Detector detector) {
    return detectors.stream()
        .filter(row -> row.detector().equals(detector.word()))
        .map(
            row ->
                switch (row.verdict()) {
                  case Detectors.ACCEPTED -> Verdict.CONFIRMED;
                  case Detectors.REJECTED -> Verdict.REFUTED;
                  default -> Verdict.UNDECIDED;
                })
        .reduce(Verdict::and)
        .orElse(Verdict.UNDECIDED);
  }

  private static Evidence nothing(String why, AnalyticsSettings settings) {
    return new Evidence(
        Interval.unbounded(Double.NaN, settings.level(), 0), Verdict.UNDECIDED, why);
  }

  private static ClaimRow row(
      String sweep, String subject, ClaimDefinition definition, Evidence evidence) {
    Interval interval = evidence.interval();
    Verdict verdict = definition.claimRule().verdict(interval).and(evidence.alsoNeeded());
    long further = definition.claimRule().furtherObservations(interval);
    return new ClaimRow(
        sweep,
        definition.claim(),
        subject,
        definition.statement(),
        definition.data(),
        definition.rule(),
        definition.side().name().toLowerCase(Locale.ROOT),
        definition.threshold(),
        verdict.words(),
        interval.estimate(),
        interval.lower(),
        interval.upper(),
        interval.level(),
        interval.n(),
        verdict == Verdict.UNDECIDED && further > 0 ? (Long) further : null,
        evidence.text());
  }
}
