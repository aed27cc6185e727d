package org.shaketable.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.shaketable.jobs.report.Headline.Counts;
import org.shaketable.jobs.report.Headline.DimensionStability;
import org.shaketable.jobs.report.Headline.WithInterval;

/** A picture of the headline for texts that cannot hold a page: stability with its intervals. */
final class Summary {
  private static final double LEFT = 350;
  private static final double WIDTH = 330;
  private static final int FIRST = 106;
  private static final int PITCH = 28;
  private static final int GAP = 12;

  /** Characters of a workload's name for which there is room. */
  private static final int NAME = 27;

  private Summary() {}

  /** A line of the picture; {@code first} of its workload. */
  record Line(
      String workload,
      boolean first,
      String dimension,
      boolean interval,
      String from,
      String x,
      String to,
      int y,
      int baseline,
      String text) {}

  /** A mark of the scale. */
  record Tick(String x, String text, int top, int bottom, int label) {}

  static String svg(Document document) {
    List<Line> lines = lines(document.headline().dimensions());
    int bottom = lines.isEmpty() ? FIRST : lines.get(lines.size() - 1).y() + PITCH / 2;
    return PageTemplate.render(
        "summary.mustache",
        Map.of(
            "sweep",
            document.sweep(),
            "title",
            HeadlineWords.of(document.headline()).title(),
            "counts",
            counts(document.headline().counts()),
            "rows",
            lines,
            "ticks",
            lines.isEmpty() ? List.of() : ticks(bottom),
            "note",
            bottom + 52,
            "frame",
            bottom + 71,
            "height",
            bottom + 72));
  }

  private static String counts(Counts counts) {
    return "%d of %d perturbed runs lost, %d of %d placebos"
        .formatted(counts.lost(), counts.known(), counts.placebosLost(), counts.placebosKnown());
  }

  private static List<Tick> ticks(int bottom) {
    return Stream.of("0", "0.25", "0.5", "0.75", "1")
        .map(text -> new Tick(x(Double.parseDouble(text)), text, FIRST - 16, bottom, bottom + 18))
        .toList();
  }

  private static List<Line> lines(List<DimensionStability> dimensions) {
    List<Line> lines = new ArrayList<>();
    int y = FIRST;
    String workload = null;
    for (DimensionStability row : dimensions) {
      if (row.stability().value() == null) {
        continue;
      }
      boolean first = !row.workload().equals(workload);
      y += lines.isEmpty() ? 0 : first ? PITCH + GAP : PITCH;
      workload = row.workload();
      lines.add(line(row, first, y));
    }
    return lines;
  }

  private static Line line(DimensionStability row, boolean first, int y) {
    WithInterval estimate = row.stability();
    boolean interval = estimate.lower() != null && estimate.upper() != null;
    return new Line(
        shortened(row.workload()),
        first,
        row.dimension().toLowerCase(Locale.ROOT),
        interval,
        x(interval ? estimate.lower() : 0),
        x(estimate.value()),
        x(interval ? estimate.upper() : 0),
        y,
        y + 5,
        interval
            ? String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                estimate.value(),
                estimate.lower(),
                estimate.upper())
            : String.format(Locale.ROOT, "%.2f", estimate.value()));
  }

  private static String shortened(String workload) {
    return workload.length() <= NAME ? workload : workload.substring(0, NAME - 1) + "\u2026";
  }

  private static String x(double share) {
    return String.format(Locale.ROOT, "%.1f", LEFT + WIDTH * share);
  }
}
