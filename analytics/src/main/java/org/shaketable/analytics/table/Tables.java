package org.shaketable.analytics.table;

import java.util.List;
import java.util.stream.Stream;

/** All tables of a lake. */
public final class Tables {
  /** Those that hold what cannot be computed again. */
  public static final List<TableDefinition> PRIMARY =
      definitions(
          WorkloadRow.class,
          RunRow.class,
          TrajectoryRow.class,
          CheckpointRow.class,
          ReportRow.class);

  /** Every table, those of sweeps before those of the analysis. */
  public static final List<TableDefinition> ALL = PRIMARY;

  private Tables() {}

  @SafeVarargs
  private static List<TableDefinition> definitions(Class<? extends Record>... records) {
    return Stream.of(records).map(TableDefinition::of).toList();
  }
}
