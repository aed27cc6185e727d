package org.shaketable.analytics.condition;

import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.analytics.judgement.CollapseGrid;
import org.shaketable.analytics.judgement.JudgedRun;
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
    List<CollapseGrid.Cell> grid = CollapseGrid.cells();
    int byDefault = grid.indexOf(DEFAULT);
    RankingByDefinition ranking =
        new RankingByDefinition(learned, run -> run.collapsedByRule().get(byDefault));
    return IntStream.range(0, grid.size())
        .mapToObj(
            rule -> {
              RankingByDefinition.Outcome found =
                  ranking.by(run -> run.collapsedByRule().get(rule));
              return new CollapseSensitivityRow(
                  sweep,
                  grid.get(rule).share(),
                  grid.get(rule).consecutive(),
                  found.share(),
                  found.tau(),
                  found.holds(),
                  ranking.conditions(),
                  learned.size());
            })
        .toList();
  }
}
