package org.shaketable.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.condition.RegimeTables;
import org.shaketable.analytics.metastate.MetaStates;
import org.shaketable.analytics.metastate.RegimeTable;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.RegimeRow;
import org.shaketable.analytics.table.RegimeTimeRow;
import org.shaketable.analytics.table.RegimeTransitionRow;

/** Runs that go to and fro between two places, of which some collapse and leave both. */
class RegimesOfASweepTest {
  private static JudgedSweep sweep;

  @BeforeAll
  static void judge() {
    Sample sample = new Sample(Direction.HIGHER).clean(24);
    for (int r = 0; r < 12; r++) {
      sample.perturbed("noise", 4, r, r < 6 ? Sample.Fate.COLLAPSES : Sample.Fate.UNHURT);
    }
    sweep =
        JudgedSweep.of(
            Sample.SWEEP, sample.switching().tables(), new AnalyticsSettings(1, 100, 0.95));
  }

  @AfterAll
  static void release() {
    sweep.release();
  }

  @Test
  void bothPlacesAreFound() {
    List<RegimeRow> regimes = RegimeTable.of(sweep.groups().value());
    assertThat(regimes).hasSize(2).allMatch(row -> row.regimes() == 2);
    assertThat(regimes.get(0).weight()).isBetween(0.65, 0.85);
    assertThat(regimes.get(0).bic().get(1)).isLessThan(regimes.get(0).bic().get(0));
  }

  @Test
  void everyEvaluationHasItsRegimeAndPosteriors() {
    List<Row> rows =
        MetaStates.of(sweep.spark(), sweep.packed(), sweep.groups())
            .where("regime IS NOT NULL")
            .selectExpr(
                "run_id",
                "evaluation",
                "regime",
                "aggregate(regime_posteriors, 0D, (sum, p) -> sum + p) AS sum",
                "size(regime_posteriors) AS regimes")
            .collectAsList();
    assertThat(rows).hasSizeGreaterThan(36 * 39);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.<Double>getAs("sum")).isCloseTo(1, within(1e-12));
              assertThat(row.<Integer>getAs("regimes")).isEqualTo(2);
            });
    assertThat(rows)
        .filteredOn(row -> row.<String>getAs("run_id").startsWith("clean"))
        .filteredOn(row -> row.<Integer>getAs("regime") == 0)
        .hasSizeLessThan(24 * 39 / 50);
  }

  @Test
  void runsThatCollapseLeaveBothAndTheOthersDoNot() {
    List<RegimeTimeRow> times = RegimeTables.times(sweep.judged(), sweep.groups().value());
    assertThat(times).hasSize(36 * 3);
    assertThat(times)
        .filteredOn(row -> row.regime() == 0)
        .allSatisfy(
            row ->
                assertThat(row.share() > 0.3)
                    .as(row.runId())
                    .isEqualTo(Boolean.TRUE.equals(row.collapsed())));
    List<RegimeTransitionRow> moves =
        RegimeTables.transitions(sweep.judged(), sweep.groups().value(), 0.95);
    assertThat(moves).extracting(RegimeTransitionRow::toRegime).containsExactly(null, 0, 1, 2);
    assertThat(moves.get(1).left().estimate()).isEqualTo(1);
    assertThat(moves.get(1).standingLeft()).isZero();
    assertThat(moves.get(1).collapses()).isEqualTo(6);
  }
}
