package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.condition.Buffering;
import org.shaketable.analytics.condition.Decoupling;
import org.shaketable.analytics.detection.Catalogue;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.precedence.PairSums;
import org.shaketable.analytics.precedence.Precedence;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.metastate.LowDimension;
import org.shaketable.analytics.table.ClaimRow;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.DecouplingRow;

/**
 * The table {@code claims}: what the data of a sweep say of each claim, by the rule that was
 * written down for it. Undecided says how many more observations would decide.
 */
public final class Claims {
  /** What the claims of a sweep are judged by. */
  public record Data(
      String sweep,
      List<DecouplingRow> decoupling,
      List<JudgedRun> runs,
      Map<WorkloadKey, Precedence.Found> precedence,
      Map<ControlKey, LowDimension> lowDimension) {}

  /** A number with what must be said beside it. */
  record Evidence(Interval interval, Verdict alsoNeeded, String text) {
    Evidence saying(String more) {
      return new Evidence(interval, alsoNeeded, text + more);
    }
  }

  private static final double POWER = 0.8;

  private Claims() {}

  /** One row per claim and subject: a kind of stochasticity, or everything. */
  public static List<ClaimRow> of(
      List<ClaimDefinition> definitions, Data data, AnalyticsSettings settings) {
    List<ClaimRow> rows = new ArrayList<>();
    for (ClaimDefinition definition : definitions) {
      evidence(definition, data, settings)
          .forEach((subject, found) -> rows.add(row(data.sweep(), subject, definition, found)));
    }
    return rows;
  }

  private static Map<String, Evidence> evidence(
      ClaimDefinition definition, Data data, AnalyticsSettings settings) {
    return switch (definition.quantity()) {
      case DECOUPLING -> decoupling(definition.needs().configurations(), data, settings);
      case BUFFERING -> buffering(definition.needs().levels(), data, settings);
      case PRECEDENCE -> precedence(data, settings);
      case LOW_DIMENSION -> LowDimensionEvidence.of(data.lowDimension(), settings.level());
    };
  }

  private static Map<String, Evidence> decoupling(
      int needed, Data data, AnalyticsSettings settings) {
    Map<String, Evidence> evidence = new TreeMap<>();
    for (DecouplingRow row : data.decoupling()) {
      if (row.association().equals(Decoupling.CLAIMED)) {
        evidence.put(
            row.workload(),
            new Evidence(
                new Interval(row.estimate(), row.lower(), row.upper(), row.level(), row.n()),
                row.n() < needed ? Verdict.UNDECIDED : Verdict.CONFIRMED,
                "rank correlation over %d configurations, of which %d or more are needed"
                    .formatted(row.n(), needed)));
      }
    }
    if (evidence.isEmpty()) {
      evidence.put(
          "all workloads",
          nothing("no workload has variants, and the unit is a configuration", settings));
    }
    return evidence;
  }

  private static Map<String, Evidence> buffering(
      int needed, Data data, AnalyticsSettings settings) {
    Map<String, Evidence> evidence = new TreeMap<>();
    Buffering.contrasts(data.runs(), settings)
        .forEach(
            (kind, contrast) ->
                evidence.put(
                    kind,
                    new Evidence(
                        contrast.gain(),
                        contrast.levels() < needed ? Verdict.UNDECIDED : Verdict.CONFIRMED,
                        "best of %d levels of %s against none, %d seeds; %d levels with none are needed"
                            .formatted(contrast.levels() - 1, kind, contrast.gain().n(), needed))));
    if (evidence.isEmpty()) {
      evidence.put("none", nothing("the sweep has one level of stochasticity", settings));
    }
    return evidence;
  }

  private static Map<String, Evidence> precedence(Data data, AnalyticsSettings settings) {
    Map<String, Evidence> evidence = new TreeMap<>();
    data.precedence()
        .forEach(
            (workload, found) ->
                evidence.put(
                    workload.workload(),
                    precedence(found, settings.level())
                        .saying(LowDimensionEvidence.words(data.lowDimension(), workload))));
    if (evidence.isEmpty()) {
      evidence.put(
          "all workloads",
          nothing(
              "no condition has, after its onset, a run that collapses beside one that stands",
              settings));
    }
    return evidence;
  }

  private static Evidence precedence(Precedence.Found found, double level) {
    int detector = found.question().detectors().indexOf(Catalogue.META_STATE);
    if (detector < 0) {
      return new Evidence(
          Interval.unbounded(Double.NaN, level, 0),
          Verdict.UNDECIDED,
          "there is no meta-state model");
    }
    PairSums sums = found.all();
    Interval concordance = sums.alone()[detector].interval(sums.cases(), sums.controls(), level);
    Interval visible = sums.visible().interval(sums.cases(), sums.controls(), level);
    String text =
        String.format(
            Locale.ROOT,
            "among standing runs of one condition, those that collapse within %d evaluations have"
                + " the larger T2 in %.3f [%.3f, %.3f] of %d pairs, of %d runs that collapse and %d"
                + " that stand; performance and loss alone order %.3f of them",
            found.question().horizon(),
            concordance.estimate(),
            concordance.lower(),
            concordance.upper(),
            sums.visible().pairs(),
            sums.cases(),
            sums.controls(),
            visible.estimate());
    return new Evidence(
        sums.with()[detector].gainOver(sums.visible(), level),
        PrecedenceTable.CONCORDANCE.verdict(concordance),
        text);
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
        definition.claimRule().detectable(interval, POWER),
        evidence.text());
  }
}
