package org.shaketable.jobs.imports.rows;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How rows say steps, runs and series.
 *
 * @param step where a row's step stands
 * @param runColumns columns whose cells tell the runs of a file apart
 * @param wide columns that name run and series, as {@code {run} - {series}}; null for none
 * @param nameColumn the column that names the series of a row's one value; null where each series
 *     has a column
 * @param valueColumn the column of that value
 * @param missing cells that stand for no value
 */
public record RowLayout(
    Step step,
    List<String> runColumns,
    Pattern wide,
    String nameColumn,
    String valueColumn,
    Set<String> missing)
    implements Serializable {
  /** Cells that stand for no value where nothing else is said. */
  public static final Set<String> MISSING = Set.of("", "null", "None", "NA", "N/A", "-");

  public RowLayout {
    Objects.requireNonNull(step);
    runColumns = List.copyOf(runColumns);
    missing = Set.copyOf(missing);
  }

  /** A table with a column for each series. */
  public static RowLayout of(Step step, List<String> runColumns) {
    return new RowLayout(step, runColumns, null, null, null, MISSING);
  }

  /** Run and series of a wide column. */
  Optional<Matcher> wideColumn(String name) {
    return wide == null
        ? Optional.empty()
        : Optional.of(wide.matcher(name)).filter(Matcher::matches);
  }

  /**
   * Where steps stand.
   *
   * @param column the column of the step or, with {@code sum}, of the steps since the row before,
   *     as the length of an episode; null where the row's number, from 1, is the step
   * @param sum whether the column is summed up
   * @param times steps of one unit of the column
   */
  public record Step(String column, boolean sum, double times) implements Serializable {}
}
