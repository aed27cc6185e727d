package org.shaketable.jobs.nightly;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.table.ReportRow.ComparedNumber;
import org.shaketable.analytics.table.ReportRow.Regression;

/**
 * One number tonight against the same before.
 *
 * <p>Worse is only what lies beyond an interval:
 *
 * <ul>
 *   <li>each component of stability, and critical magnitudes: tonight's estimate is below the lower
 *       bound of before;
 *   <li>the collapse rate of tonight's runs alone, which no number of earlier nights can hide: its
 *       lower bound is above the upper bound of all earlier nights;
 *   <li>a detector: it was confirmed to come before collapses, tonight it is not, and its
 *       concordance is below the interval of before.
 * </ul>
 *
 * @param before null where there was none
 */
record NumberChange(ComparedNumber before, ComparedNumber now, Change change) {
  private static final String CONFIRMED = Verdict.CONFIRMED.words();

  /** What became of a number. */
  enum Change {
    WORSE,
    BETTER,
    SAME,
    /** Not there before. */
    NEW,
    /** Without an interval before or an estimate now. */
    UNKNOWN
  }

  /** Each of tonight's figures against the one of the same name before. */
  static List<NumberChange> of(List<ComparedNumber> before, List<ComparedNumber> now) {
    Map<List<String>, ComparedNumber> earlier =
        before.stream()
            .collect(Collectors.toMap(NumberChange::key, Function.identity(), (a, b) -> a));
    return now.stream().map(figure -> new NumberChange(earlier.get(key(figure)), figure)).toList();
  }

  NumberChange(ComparedNumber before, ComparedNumber now) {
    this(before, now, change(before, now));
  }

  private static List<String> key(ComparedNumber figure) {
    return List.of(figure.kind(), figure.workload(), figure.subject());
  }

  private static Change change(ComparedNumber before, ComparedNumber now) {
    if (before == null) {
      return Change.NEW;
    }
    if (before.lower() == null || before.upper() == null || now.estimate() == null) {
      return Change.UNKNOWN;
    }
    return switch (now.kind()) {
      case ComparedNumbers.DETECTOR -> detector(before, now);
      case ComparedNumbers.COLLAPSE ->
          now.lower() > before.upper()
              ? Change.WORSE
              : now.upper() < before.lower() ? Change.BETTER : Change.SAME;
      default ->
          now.estimate() < before.lower()
              ? Change.WORSE
              : now.estimate() > before.upper() ? Change.BETTER : Change.SAME;
    };
  }

  private static Change detector(ComparedNumber before, ComparedNumber now) {
    boolean below = now.estimate() < before.lower();
    boolean was = CONFIRMED.equals(before.verdict());
    boolean is = CONFIRMED.equals(now.verdict());
    return was && !is && below ? Change.WORSE : is && !was ? Change.BETTER : Change.SAME;
  }

  /** The regression that this is, if it is one; {@code than} names what it is compared with. */
  Optional<Regression> regression(String than) {
    return change != Change.WORSE
        ? Optional.empty()
        : Optional.of(
            new Regression(
                now.kind(),
                now.workload(),
                now.subject(),
                before.estimate(),
                now.estimate(),
                text(than)));
  }

  private String text(String than) {
    return String.format(
        Locale.ROOT,
        "%s: %.3g, was %.3g with interval [%.3g, %.3g] in %s.",
        what(),
        now.estimate(),
        before.estimate(),
        before.lower(),
        before.upper(),
        than);
  }

  private String what() {
    String words =
        switch (now.kind()) {
          case ComparedNumbers.CRITICAL -> "Half of the runs of %s are now lost at less %s";
          case ComparedNumbers.COLLAPSE -> "More of tonight's runs of %s collapsed under %s";
          case ComparedNumbers.DETECTOR ->
              "On %s the scores of the detector %s no longer come before collapses";
          default -> "On %s the " + ComparedNumbers.COMPONENTS.get(now.kind()) + " under %s fell";
        };
    return words.formatted(now.workload(), now.subject());
  }
}
