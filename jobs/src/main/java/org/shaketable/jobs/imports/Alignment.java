package org.shaketable.jobs.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.shaketable.analytics.table.TrajectoryRow;
import org.shaketable.jobs.imports.log.Series;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.imports.mapping.Quantity;

/**
 * The series of a run at the common evaluations of its workload: at each the last value at or
 * before its step, never one behind it.
 *
 * <p>A run has reached an evaluation when it logged performance at its step or so shortly before
 * that its next value was not yet due (the median distance of its values).
 */
final class Alignment {
  private final Mapping mapping;
  private final PlannedImport plan;
  private final SortedMap<String, Series> columns = new TreeMap<>();
  private final List<TrajectoryRow> rows = new ArrayList<>();
  private long carried;
  private long values;

  private Alignment(Mapping mapping, PlannedImport plan) {
    this.mapping = mapping;
    this.plan = plan;
  }

  static Alignment of(Mapping mapping, PlannedImport plan, RunReading run) {
    Alignment alignment = new Alignment(mapping, plan);
    for (Map.Entry<String, Quantity> column : mapping.quantities().entrySet()) {
      Series series = run.log().series().get(column.getValue().series());
      if (series != null) {
        int window = column.getValue().meanOfLast();
        alignment.columns.put(column.getKey(), window == 1 ? series : series.meanOfLast(window));
      }
    }
    alignment.fill();
    return alignment;
  }

  private void fill() {
    Grid grid = plan.grid();
    for (int i = 0; i <= grid.evaluations() && grid.step(i) <= reached(); i++) {
      rows.add(row(i, grid.step(i)));
    }
  }

  /** The step that the run is known to have reached. */
  long reached() {
    Series performance = columns.get("performance");
    long end = performance.lastStep() + Math.max(0, performance.medianGap() - 1);
    Divergence divergence = divergence();
    return divergence == null ? end : Math.min(end, divergence.step() - 1);
  }

  /** Where performance or loss stopped to be finite for good; null for a run that stayed finite. */
  Divergence divergence() {
    Divergence first = null;
    for (String column : List.of("performance", "loss")) {
      Series series = columns.get(column);
      int tail = series == null ? -1 : notFiniteFrom(series);
      if (tail >= 0 && (first == null || series.step(tail) < first.step())) {
        first = new Divergence(column, series.step(tail));
      }
    }
    return first;
  }

  /** Where a series stopped to be finite. */
  record Divergence(String column, long step) {}

  private static int notFiniteFrom(Series series) {
    int from = series.size();
    while (from > 0 && !Double.isFinite(series.value(from - 1))) {
      from--;
    }
    return from == series.size() ? -1 : from;
  }

  private TrajectoryRow row(int evaluation, long step) {
    SortedMap<String, Double> features = new TreeMap<>();
    for (String feature : mapping.features().keySet()) {
      double value = value(feature, step);
      features.put(feature, Double.isFinite(value) ? value : Double.NaN);
    }
    return new TrajectoryRow(
        plan.runId(),
        mapping.sweep(),
        plan.workload(),
        evaluation,
        step,
        value("performance", step),
        value("loss", step),
        features,
        Double.NaN,
        Double.NaN);
  }

  private double value(String column, long step) {
    Series series = columns.get(column);
    int last = series == null ? -1 : series.lastUntil(step);
    if (last < 0) {
      return Double.NaN;
    }
    values++;
    carried += series.step(last) < step ? 1 : 0;
    return series.value(last);
  }

  List<TrajectoryRow> rows() {
    return rows;
  }

  long carried() {
    return carried;
  }

  long values() {
    return values;
  }

  /** SHA-256 over every bit of the trajectory. */
  String digest() {
    MessageDigest sha = DigestUtils.getSha256Digest();
    sha.update(String.join(",", mapping.features().keySet()).getBytes(StandardCharsets.UTF_8));
    for (TrajectoryRow row : rows) {
      number(sha, row.step());
      number(sha, Double.doubleToLongBits(row.performance()));
      number(sha, Double.doubleToLongBits(row.loss()));
      row.features().values().forEach(value -> number(sha, Double.doubleToLongBits(value)));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void number(MessageDigest sha, long bits) {
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, bits));
  }
}
