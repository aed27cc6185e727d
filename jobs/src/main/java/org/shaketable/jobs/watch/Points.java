package org.shaketable.jobs.watch;

import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.curve.Direction;

/** The evaluations of one run that were read, by their numbers. */
final class Points {
  static final java.util.List<String> COLUMNS =
      java.util.List.of("run_id", "evaluation", "step", "performance", "loss");

  private final Map<Integer, Point> points = new TreeMap<>();

  private record Point(long step, double performance, double loss) {}

  void add(Group row) {
    points.put(
        row.getInteger("evaluation", 0),
        new Point(
            row.getLong("step", 0),
            ColumnReader.real(row, "performance"),
            ColumnReader.real(row, "loss")));
  }

  long[] steps() {
    return points.values().stream().mapToLong(Point::step).toArray();
  }

  /** The performances as recorded; null where there is none, as JSON has it. */
  Double[] performances() {
    return points.values().stream()
        .map(point -> Double.isFinite(point.performance()) ? point.performance() : null)
        .toArray(Double[]::new);
  }

  /** What the judge takes: a higher performance is better. */
  Curve curve(Direction better, SeenRun run) {
    double sign = better == Direction.HIGHER ? 1 : -1;
    Curve curve =
        Curve.of(
            steps(),
            points.values().stream().mapToDouble(point -> sign * point.performance()).toArray(),
            points.values().stream().mapToDouble(Point::loss).toArray());
    return run.diverged() ? curve.divergedAt(run.steps()) : curve;
  }
}
