package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.correlation.KendallTau;
import org.shaketable.analytics.stats.sensitivity.RankAgreement;

/**
 * The table {@code collapse_sensitivity}: how often runs collapse by each definition of the grid,
 * and Kendall's tau between the conditions' collapse rates by it and by the default one. The
 * ranking of conditions holds where tau is at least 0.8.
 */
final class CollapseSensitivity {
  private static final CollapseGrid.Cell DEFAULT = new CollapseGrid.Cell(0.5, 3);

  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("share", DataTypes.DoubleType)
          .add("consecutive", DataTypes.IntegerType)
          .add("collapse_rate", DataTypes.DoubleType)
          .add("kendall_tau", DataTypes.DoubleType)
          .add("ranking_holds", DataTypes.BooleanType)
          .add("conditions", DataTypes.IntegerType)
          .add("n", DataTypes.IntegerType);

  private CollapseSensitivity() {}

  static Table of(String sweep, List<JudgedRun> runs) {
    List<JudgedRun> learned =
        runs.stream().filter(run -> run.learned() && !run.collapsedByRule().isEmpty()).toList();
    Collection<List<JudgedRun>> conditions =
        learned.stream()
            .collect(Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()))
            .values();
    List<CollapseGrid.Cell> grid = CollapseGrid.cells();
    double[] byDefault = rates(conditions, grid.indexOf(DEFAULT));
    List<Row> rows = new ArrayList<>();
    for (int rule = 0; rule < grid.size(); rule++) {
      double tau = KendallTau.of(byDefault, rates(conditions, rule)).b();
      rows.add(
          Cells.row(
              sweep,
              grid.get(rule).share(),
              grid.get(rule).consecutive(),
              rate(learned, rule),
              tau,
              Double.isNaN(tau) ? null : tau >= RankAgreement.THRESHOLD,
              conditions.size(),
              learned.size()));
    }
    return new Table(SCHEMA, rows);
  }

  private static double[] rates(Collection<List<JudgedRun>> conditions, int rule) {
    return conditions.stream().mapToDouble(runs -> rate(runs, rule)).toArray();
  }

  private static double rate(List<JudgedRun> runs, int rule) {
    return runs.stream()
        .mapToDouble(run -> run.collapsedByRule().get(rule) ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }
}
