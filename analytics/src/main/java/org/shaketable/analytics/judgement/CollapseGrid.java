package org.shaketable.analytics.judgement;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.run.Collapse;
import org.shaketable.analytics.stats.run.CollapseRules;

/** The grid of collapse definitions that the ranking of conditions must survive. */
public final class CollapseGrid {
  /** One definition: the share of the twin's performance, and for how many evaluations. */
  public record Cell(double share, int consecutive) {}

  private static final List<Cell> CELLS =
      Stream.of(0.3, 0.4, 0.5, 0.6, 0.7)
          .flatMap(share -> IntStream.rangeClosed(2, 5).mapToObj(k -> new Cell(share, k)))
          .toList();

  private CollapseGrid() {}

  /** All definitions, in the order of {@link JudgedRun#collapsedByRule}. */
  public static List<Cell> cells() {
    return CELLS;
  }

  /** Whether the run collapsed, by each definition. */
  static List<Boolean> collapsed(Curve run, Curve twin, CleanBand band, CollapseRules rules) {
    List<CollapseRules> grid =
        CELLS.stream().map(cell -> rules.with(cell.share(), cell.consecutive())).toList();
    return Collapse.present(run, twin, band, grid);
  }
}
