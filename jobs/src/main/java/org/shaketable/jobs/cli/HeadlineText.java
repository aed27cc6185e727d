package org.shaketable.jobs.cli;

import com.github.freva.asciitable.AsciiTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.shaketable.jobs.report.Headline;
import org.shaketable.jobs.report.Headline.Estimate;
import org.shaketable.jobs.report.Headline.FragileCondition;

/** The headline of a report, in lines. */
final class HeadlineText {
  private HeadlineText() {}

  static List<String> of(Headline headline, Path directory) {
    List<String> lines = new ArrayList<>();
    Headline.Counts counts = headline.counts();
    lines.add("");
    lines.add(
        "%,d clean and %,d perturbed runs; of the perturbed, %,d collapsed, %,d never learned, %,d diverged, %,d failed."
            .formatted(
                counts.clean(),
                counts.perturbed(),
                counts.collapsed(),
                counts.neverLearned(),
                counts.diverged(),
                counts.failed()));
    lines.add("");
    if (!headline.dimensions().isEmpty()) {
      lines.add("Stability by workload and dimension (1: nothing shakes it), with intervals:");
      lines.addAll(table(headline).lines().toList());
      lines.add("");
      lines.add("The most fragile conditions:");
      headline.fragile().forEach(condition -> lines.add("  " + line(condition)));
      lines.add("");
    }
    lines.add("Report: " + directory.resolve("index.html").toAbsolutePath().normalize());
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
        AsciiTable.NO_BORDERS, new String[] {"workload", "dimension", "stability"}, null, cells);
  }

  private static String shown(Estimate estimate) {
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
    return "%s under %s %s, %s%s: stability %s, collapse rate %s"
        .formatted(
            condition.workload(),
            condition.family(),
            condition.magnitude(),
            condition.schedule(),
            noise,
            shown(condition.stability()),
            shown(condition.collapseRate()));
  }
}
