package org.shaketable.jobs.cli;

import com.github.freva.asciitable.AsciiTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.shaketable.jobs.report.Headline;
import org.shaketable.jobs.report.Headline.FragileCondition;
import org.shaketable.jobs.report.Headline.WithInterval;

/** The headline of a report, in lines. */
final class HeadlineText {
  private static final int MOST_LINES = 8;

  private HeadlineText() {}

  static List<String> of(Headline headline, Path directory) {
    List<String> lines = new ArrayList<>();
    Headline.Counts counts = headline.counts();
    lines.add("");
    lines.add(
        "%,d clean runs, %,d placebos, %,d perturbed runs; of the perturbed, %,d are lost, %,d collapsed, %,d never learned, %,d diverged, %,d failed."
            .formatted(
                counts.clean(),
                counts.placebos(),
                counts.perturbed(),
                counts.lost(),
                counts.collapsed(),
                counts.neverLearned(),
                counts.diverged(),
                counts.failed()));
    counts.later().ifPresent(lines::add);
    lines.add("");
    if (!headline.dimensions().isEmpty()) {
      lines.add("Dose survival by workload and dimension (1: nothing is lost), with intervals:");
      lines.addAll(table(headline).lines().toList());
      lines.add("");
      lines.addAll(fragile(headline));
      lines.add("");
    }
    lines.add("Report: " + directory.resolve("index.html").toAbsolutePath().normalize());
    return lines;
  }

  private static List<String> fragile(Headline headline) {
    if (headline.placebo() == Headline.Placebo.NOTHING_ABOVE) {
      return List.of("Nothing is told apart from placebo.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        headline.fragile().size() == 1
            ? "The most fragile condition:"
            : "Of %d conditions these may be the most fragile; the runs cannot tell them apart:"
                .formatted(headline.ranked()));
    headline.fragile().stream()
        .limit(MOST_LINES)
        .forEach(condition -> lines.add("  " + line(condition)));
    if (headline.fragile().size() > MOST_LINES) {
      lines.add("  and %d more".formatted(headline.fragile().size() - MOST_LINES));
    }
    return lines;
  }

  private static String table(Headline headline) {
    String[][] cells =
        headline.dimensions().stream()
            .map(
                row ->
                    new String[] {
                      row.workload(), row.dimension(), shown(row.stability()),
                    })
            .toArray(String[][]::new);
    return AsciiTable.getTable(
        AsciiTable.NO_BORDERS,
        new String[] {"workload", "dimension", "dose survival"},
        null,
        cells);
  }

  private static String shown(WithInterval estimate) {
    if (estimate.value() == null) {
      return "-";
    }
    return estimate.lower() == null || estimate.upper() == null
        ? number(estimate.value())
        : "%s [%s, %s]"
            .formatted(
                number(estimate.value()), number(estimate.lower()), number(estimate.upper()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String line(FragileCondition condition) {
    String noise =
        condition.stochasticity().equals("none") ? "" : " with " + condition.stochasticity();
    return "%s under %s %s, %s%s: lost %s, excess over placebo %s"
        .formatted(
            condition.workload(),
            condition.family(),
            condition.magnitude(),
            condition.schedule(),
            noise,
            shown(condition.lost()),
            shown(condition.excessLoss()));
  }
}
