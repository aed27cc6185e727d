package org.shaketable.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.shaketable.jobs.report.Headline.Counts;
import org.shaketable.jobs.report.Headline.DimensionStability;
import org.shaketable.jobs.report.Headline.Estimate;
import org.shaketable.jobs.report.Headline.FragileCondition;

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

  static HeadlineWords of(Headline headline) {
    List<String> sentences = new ArrayList<>();
    headline.fragile().stream().findFirst().ifPresent(worst -> sentences.add(hardest(worst)));
    sentences.add(overall(headline.counts()));
    headline.dimensions().stream()
        .filter(dimension -> dimension.stability().value() != null)
        .min((a, b) -> Double.compare(a.stability().value(), b.stability().value()))
        .ifPresent(least -> sentences.add(order(least, headline.dimensions())));
    return new HeadlineWords(title(headline), sentences, tiles(headline.counts()));
  }

  private static String title(Headline headline) {
    if (headline.fragile().isEmpty()) {
      Counts counts = headline.counts();
      return counts.perturbed() == 0 && counts.clean() > 0
          ? "%,d clean runs, none shaken".formatted(counts.clean())
          : "Nothing has been analyzed yet";
    }
    FragileCondition worst = headline.fragile().get(0);
    return "%s is most fragile to %s".formatted(worst.workload(), worst.family());
  }

  private static String hardest(FragileCondition worst) {
    return "Under %s of magnitude %s, %s, %s of its runs collapsed%s; stability is %s."
        .formatted(
            worst.family(),
            number(worst.magnitude()),
            worst.schedule(),
            percent(worst.collapseRate().value()),
            percentInterval(worst.collapseRate()),
            withInterval(worst.stability()));
  }

  private static String overall(Counts counts) {
    return counts.perturbed() == 0
        ? "The sweep has no perturbed runs."
        : "Of all %d perturbed runs, %d collapsed (%s)."
            .formatted(
                counts.perturbed(),
                counts.collapsed(),
                percent((double) counts.collapsed() / counts.perturbed()));
  }

  private static String order(DimensionStability least, List<DimensionStability> all) {
    long overlapping =
        all.stream().filter(other -> other != least && overlap(least, other)).count();
    return "The least stable dimension is %s in %s, %s: %s"
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
            counts.clean() + " clean runs to compare with"),
        new Tile(Long.toString(counts.collapsed()), "collapsed", "were competent, then were not"),
        new Tile(
            Long.toString(counts.neverLearned()),
            "never learned",
            "never competent, counted apart"),
        new Tile(Long.toString(counts.diverged()), "diverged", "a number was not finite"),
        new Tile(Long.toString(counts.failed()), "failed", "could not run, in no estimate"));
  }

  private static String withInterval(Estimate estimate) {
    return estimate.lower() == null
        ? share(estimate.value())
        : "%s (%s to %s)"
            .formatted(share(estimate.value()), share(estimate.lower()), share(estimate.upper()));
  }

  private static String percentInterval(Estimate estimate) {
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
    return share == null ? "an unknown share" : "%.0f %%".formatted(100 * share);
  }

  private static String share(Double value) {
    return value == null ? "unknown" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String number(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
