package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.CollapseGrid;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.correlation.KendallTau;
import org.shaketable.analytics.stats.sensitivity.RankAgreement;
import org.shaketable.analytics.table.CollapseSensitivityRow;

/**
 * The table {@code collapse_sensitivity}: how often runs collapse by each definition of the grid,
 * and Kendall's tau between the conditions' collapse rates by it and by the default one. The
 * ranking of conditions holds where tau is at least 0.8.
 */
public final class CollapseSensitivity {
  private static final CollapseGrid.Cell DEFAULT = new CollapseGrid.Cell(0.5, 3);

  private CollapseSensitivity() {}

  public static List<CollapseSensitivityRow> of(String sweep, List<JudgedRun> runs) {
    List<JudgedRun> learned =
        runs.stream().filter(run -> run.learned() && !run.collapsedByRule().isEmpty()).toList();
    Collection<List<JudgedRun>> conditions =
        learned.stream()
            .collect(Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()))
            .values();
    List<CollapseGrid.Cell> grid = CollapseGrid.cells();
    double[] byDefault = rates(conditions, grid.indexOf(DEFAULT));
    List<CollapseSensitivityRow> rows = new ArrayList<>();
    for (int rule = 0; rule < grid.size(); rule++) {
      double tau = KendallTau.of(byDefault, rates(conditions, rule)).b();
      rows.add(
          new CollapseSensitivityRow(
              sweep,
              grid.get(rule).share(),
              grid.get(rule).consecutive(),
              rate(learned, rule),
              tau,
              Double.isNaN(tau) ? null : (Boolean) (tau >= RankAgreement.THRESHOLD),
              conditions.size(),
              learned.size()));
    }
    return rows;
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
