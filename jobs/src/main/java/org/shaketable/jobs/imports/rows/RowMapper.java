package org.shaketable.jobs.imports.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.Numbers;
import org.shaketable.jobs.imports.log.Skip;

/** Makes values of the rows of one file. */
final class RowMapper {
  /** Steps within this of a whole number are that number: 0.1 of 1000 steps is 100. */
  private static final double ROUNDING = 1e-6;

  private final RowLayout layout;
  private final Gathering into;
  private final Map<SortedMap<String, String>, Double> stepsSoFar = new HashMap<>();
  private List<String> names = List.of();
  private List<Cell> cells = List.of();

  /** One column that may hold values. */
  private record Cell(int index, String series, SortedMap<String, String> run) {}

  RowMapper(RowLayout layout, Gathering into) {
    this.layout = layout;
    this.into = into;
  }

  /**
   * Takes one row.
   *
   * @param columns names of the columns
   * @param row what stands in them: texts, numbers, or null for nothing
   * @param place the place of the row, for what is left out
   */
  void row(List<String> columns, Object[] row, String place) {
    if (!columns.equals(names)) {
      names = List.copyOf(columns);
      cells = valueCells();
    }
    SortedMap<String, String> key = runOf(row);
    OptionalLong step = step(row, key);
    if (step.isEmpty()) {
      into.skips().add(Skip.NO_STEP, place);
    } else if (layout.nameColumn() != null) {
      named(row, key, step.getAsLong(), place);
    } else {
      for (Cell cell : cells) {
        value(cell.series(), merged(key, cell.run()), step.getAsLong(), row[cell.index()], place);
      }
    }
  }

  /** The training was started again: what comes next may go back in steps. */
  void restarted() {
    stepsSoFar.keySet().forEach(key -> into.run(key).restarted());
    stepsSoFar.clear();
  }

  /** Columns that are neither steps nor names of runs. */
  private List<Cell> valueCells() {
    List<Cell> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Matcher wide = layout.wideColumn(name).orElse(null);
      if (wide != null) {
        found.add(
            new Cell(i, wide.group("series"), new TreeMap<>(Map.of("run", wide.group("run")))));
      } else if (layout.wide() == null
          && !layout.runColumns().contains(name)
          && (!name.equals(layout.step().column()) || layout.step().sum())) {
        found.add(new Cell(i, name, new TreeMap<>()));
      }
    }
    return found;
  }

  private SortedMap<String, String> runOf(Object[] row) {
    SortedMap<String, String> key = new TreeMap<>();
    for (String column : layout.runColumns()) {
      Object cell = cell(row, column);
      key.put(column, cell == null ? "" : cell.toString().strip());
    }
    return key;
  }

  private Object cell(Object[] row, String column) {
    int index = names.indexOf(column);
    return index < 0 ? null : row[index];
  }

  private OptionalLong step(Object[] row, SortedMap<String, String> key) {
    String column = layout.step().column();
    double before = stepsSoFar.getOrDefault(key, 0.0);
    if (column == null) {
      stepsSoFar.put(key, before + 1);
      return whole((before + 1) * layout.step().times());
    }
    OptionalDouble number = number(cell(row, column));
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    double sum = layout.step().sum() ? before + number.getAsDouble() : number.getAsDouble();
    stepsSoFar.put(key, sum);
    return whole(sum * layout.step().times());
  }

  private static OptionalLong whole(double steps) {
    double nearest = Math.rint(steps);
    return Numbers.step(
        Math.abs(steps - nearest) <= ROUNDING * Math.max(1, steps) ? nearest : steps);
  }

  private void named(Object[] row, SortedMap<String, String> key, long step, String place) {
    Object name = cell(row, layout.nameColumn());
    if (name == null) {
      into.skips().add(Skip.CORRUPT, place);
    } else {
      value(name.toString(), key, step, cell(row, layout.valueColumn()), place);
    }
  }

  private void value(
      String series, SortedMap<String, String> key, long step, Object cell, String place) {
    if (cell == null || cell instanceof String text && layout.missing().contains(text.strip())) {
      return;
    }
    OptionalDouble number = number(cell);
    if (number.isPresent()) {
      into.run(key).value(series, step, number.getAsDouble());
    } else if (into.wants(series)) {
      into.skips().add(Skip.NO_NUMBER, "%s, %s '%s'".formatted(place, series, cell));
    }
  }

  private static OptionalDouble number(Object cell) {
    if (cell instanceof Number number) {
      return OptionalDouble.of(number.doubleValue());
    }
    return cell instanceof String text ? Numbers.parse(text) : OptionalDouble.empty();
  }

  private static SortedMap<String, String> merged(
      SortedMap<String, String> key, SortedMap<String, String> more) {
    if (more.isEmpty()) {
      return key;
    }
    SortedMap<String, String> both = new TreeMap<>(key);
    both.putAll(more);
    return both;
  }
}
