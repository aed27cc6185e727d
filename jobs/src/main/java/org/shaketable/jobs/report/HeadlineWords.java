package org.shaketable.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.shaketable.jobs.report.Headline.Counts;
import org.shaketable.jobs.report.Headline.DimensionStability;
import org.shaketable.jobs.report.Headline.FragileCondition;
import org.shaketable.jobs.report.Headline.TurnedVerdict;
import org.shaketable.jobs.report.Headline.WithInterval;

/**
 * The headline in words.
 *
 * @param title what broke, from what
 * @param sentences how badly, how often, how sure
 * @param tiles the counts
 */
record HeadlineWords(String title, List<String> sentences, List<Tile> tiles) {

  /** A count with its name and a remark. */
  record Tile(String value, String name, String remark) {}

  /** Conditions, or verdicts, that a sentence names one by one. */
  private static final int NAMED = 6;

  static HeadlineWords of(Headline headline) {
    List<String> sentences = new ArrayList<>();
    if (!headline.fragile().isEmpty()) {
      sentences.add(told(headline));
    }
    sentences.add(overall(headline.counts()));
    headline.counts().later().ifPresent(sentences::add);
    List<DimensionStability> known =
        headline.dimensions().stream()
            .filter(dimension -> dimension.stability().value() != null)
            .toList();
    known.stream()
        .min(Comparator.comparing(dimension -> dimension.stability().value()))
        .ifPresent(least -> sentences.add(order(least, known)));
    if (headline.edges().turned() > 0) {
      sentences.add(
          "With %d of %d other edges of what is lost the ranking of conditions is another (Kendall's tau below 0.8)."
              .formatted(headline.edges().turned(), headline.edges().definitions()));
    }
    if (headline.sensitivity().turned() > 0) {
      sentences.add(
          "By %d of %d other definitions of collapse the ranking of conditions by collapses is another (Kendall's tau below 0.8)."
              .formatted(headline.sensitivity().turned(), headline.sensitivity().definitions()));
    }
    if (!headline.verdicts().isEmpty()) {
      sentences.add(turned(headline.verdicts()));
    }
    return new HeadlineWords(title(headline), sentences, tiles(headline.counts()));
  }

  private static String turned(List<TurnedVerdict> verdicts) {
    String names =
        verdicts.stream()
            .limit(NAMED)
            .map(
                one ->
                    "%s of %s (%s) by %d of %d"
                        .formatted(
                            one.claim(),
                            one.subject(),
                            one.verdict(),
                            one.turned(),
                            one.definitions()))
            .collect(Collectors.joining("; "));
    String rest = verdicts.size() > NAMED ? "; and %d more".formatted(verdicts.size() - NAMED) : "";
    return "By other definitions verdicts are others: %s%s.".formatted(names, rest);
  }

  private static String title(Headline headline) {
    List<FragileCondition> fragile = headline.fragile();
    if (fragile.isEmpty()) {
      Counts counts = headline.counts();
      return counts.perturbed() == 0 && counts.clean() > 0
          ? "%,d clean runs, none shaken".formatted(counts.clean())
          : "Nothing has been analyzed yet";
    }
    if (headline.placebo() == Headline.Placebo.NOTHING_ABOVE) {
      return "Nothing is told apart from placebo";
    }
    if (fragile.size() == headline.ranked()) {
      return "The %d conditions are not told apart".formatted(headline.ranked());
    }
    FragileCondition worst = fragile.get(0);
    return fragile.size() == 1
        ? "%s is most fragile to %s".formatted(worst.workload(), named(worst))
        : "Any of %d conditions of %d may be the most fragile"
            .formatted(fragile.size(), headline.ranked());
  }

  /** All that the ranks cannot tell apart, with what was lost under the first. */
  private static String told(Headline headline) {
    if (headline.placebo() == Headline.Placebo.NOTHING_ABOVE) {
      return "Under none of the %d conditions are more runs lost than by chance alone, as far as these runs can tell."
          .formatted(headline.ranked());
    }
    List<FragileCondition> fragile = headline.fragile();
    String names =
        fragile.stream()
            .limit(NAMED)
            .map(one -> one.workload() + " under " + named(one))
            .collect(Collectors.joining("; "));
    String rest = fragile.size() > NAMED ? "; and %d more".formatted(fragile.size() - NAMED) : "";
    String chance =
        headline.placebo() == Headline.Placebo.NONE
            ? " The sweep has no placebo, so what chance alone does is not known."
            : "";
    return fragile.size() == 1
        ? hardest(fragile.get(0)) + chance
        : "Most fragile, and not told apart: %s%s.%s".formatted(names, rest, chance);
  }

  private static String hardest(FragileCondition worst) {
    return "Under %s, %s, %s of its runs are lost%s%s."
        .formatted(
            named(worst),
            worst.schedule(),
            percent(worst.lost().value()),
            percentInterval(worst.lost()),
            worst.excessLoss().value() == null
                ? ""
                : "; excess loss over placebo is " + withInterval(worst.excessLoss()));
  }

  private static String named(FragileCondition one) {
    return one.family() + " at " + number(one.magnitude());
  }

  private static String overall(Counts counts) {
    if (counts.perturbed() == 0) {
      return "The sweep has no perturbed runs.";
    }
    String lost =
        counts.known() == 0
            ? "Whether runs are lost is not known: the clean runs do not learn."
            : "Of %d perturbed runs, %d are lost (%s)"
                .formatted(
                    counts.known(),
                    counts.lost(),
                    percent((double) counts.lost() / counts.known()));
    if (counts.known() == 0) {
      return lost;
    }
    return counts.placebosKnown() == 0
        ? lost + "; there is no placebo beside them."
        : lost
            + "; of %d placebos, %d (%s)."
                .formatted(
                    counts.placebosKnown(),
                    counts.placebosLost(),
                    percent((double) counts.placebosLost() / counts.placebosKnown()));
  }

  private static String order(DimensionStability least, List<DimensionStability> all) {
    if (all.size() > 1 && all.stream().allMatch(one -> one.stability().equals(least.stability()))) {
      return "Dose survival is %s in all %d dimensions of workloads: none survives less than another."
          .formatted(withInterval(least.stability()), all.size());
    }
    long overlapping =
        all.stream().filter(other -> other != least && overlap(least, other)).count();
    return "Dose survival is least for %s in %s, %s: %s"
        .formatted(
            least.dimension().toLowerCase(Locale.ROOT),
            least.workload(),
            withInterval(least.stability()),
            overlapping == 0
                ? "its interval lies below all others."
                : "its interval overlaps %d of the %d others, so that rank is not settled."
                    .formatted(overlapping, all.size() - 1));
  }

  private static boolean overlap(DimensionStability least, DimensionStability other) {
    return least.stability().upper() == null
        || other.stability().lower() == null
        || least.stability().upper() >= other.stability().lower();
  }

  private static List<Tile> tiles(Counts counts) {
    return List.of(
        new Tile(
            Long.toString(counts.perturbed()),
            "perturbed runs",
            "%d clean runs and %d placebos to compare with"
                .formatted(counts.clean(), counts.placebos())),
        new Tile(Long.toString(counts.lost()), "lost", "down at the end, and not back"),
        new Tile(Long.toString(counts.collapsed()), "collapsed", "were competent, then were not"),
        new Tile(
            Long.toString(counts.neverLearned()),
            "never learned",
            "never competent, counted apart"),
        new Tile(Long.toString(counts.diverged()), "diverged", "a number was not finite"),
        new Tile(Long.toString(counts.failed()), "failed", "could not run, in no estimate"));
  }

  private static String withInterval(WithInterval estimate) {
    return estimate.lower() == null
        ? share(estimate.value())
        : "%s (%s to %s)"
            .formatted(share(estimate.value()), share(estimate.lower()), share(estimate.upper()));
  }

  private static String percentInterval(WithInterval estimate) {
    return estimate.lower() == null
        ? ""
        : " (%s interval %s to %s, n = %d)"
            .formatted(
                percent(estimate.level()),
                percent(estimate.lower()),
                percent(estimate.upper()),
                estimate.n());
  }

  private static String percent(Double share) {
    return share == null ? "an unknown share" : "%.0f\u00a0%%".formatted(100 * share);
  }

  private static String share(Double value) {
    return value == null ? "unknown" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String number(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
