package org.shaketable.analytics.condition;

import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.analytics.judgement.CollapseGrid;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.CollapseSensitivityRow;

/**
 * The table {@code collapse_sensitivity}: how often runs collapse by each definition of the grid,
 * and Kendall's tau between the conditions' collapse rates by it and by the standard one. The
 * ranking of conditions holds where tau is at least 0.8.
 */
public final class CollapseSensitivity {
  private CollapseSensitivity() {}

  public static List<CollapseSensitivityRow> of(String sweep, List<JudgedRun> runs) {
    List<JudgedRun> learned =
        runs.stream().filter(run -> run.learned() && run.otherwise() != null).toList();
    List<CollapseGrid.Definition> grid = CollapseGrid.DEFINITIONS;
    RankingByDefinition ranking =
        new RankingByDefinition(
            learned,
            grid.size(),
            grid.indexOf(CollapseGrid.Definition.STANDARD),
            run -> run.otherwise().collapsed());
    return IntStream.range(0, grid.size())
        .mapToObj(
            place -> {
              RankingByDefinition.Outcome found = ranking.by(place);
              CollapseGrid.Definition definition = grid.get(place);
              return new CollapseSensitivityRow(
                  sweep,
                  definition.share(),
                  definition.consecutive(),
                  definition.smoothing(),
                  definition.cadence(),
                  definition.outside(),
                  found.share(),
                  found.tau(),
                  found.holds(),
                  ranking.conditions(),
                  learned.size());
            })
        .toList();
  }
}
