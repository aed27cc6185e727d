package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.RegimePath;
import org.shaketable.analytics.metastate.RegimePath.Stay;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.stats.mixture.Cloud;
import org.shaketable.analytics.stats.mixture.Mixture;
import org.shaketable.analytics.stats.mixture.Regimes;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.RegimeTimeRow;
import org.shaketable.analytics.table.RegimeTransitionRow;
import org.shaketable.analytics.table.RunStatus;

/** Runs of 40 evaluations, disturbed from evaluation 20 on; collapses come at evaluation 30. */
class RegimeTablesTest {
  private static final ConfigurationKey KEY = new ConfigurationKey("s", "toy", "");
  private static final Condition CONDITION = new Condition(KEY, "DATA", "noise", 1, "p", "none");
  private static final int ONSET = 20;
  private static final RegimePath STAYING = new RegimePath(List.of(new Stay(1, 0, 40)), ONSET);
  private static final RegimePath LEAVING =
      new RegimePath(List.of(new Stay(1, 0, 27), new Stay(2, 27, 29), new Stay(0, 29, 40)), ONSET);
  private static final RegimePath TOO_LATE =
      new RegimePath(List.of(new Stay(1, 0, 30), new Stay(2, 30, 40)), ONSET);

  private final List<JudgedRun> runs = new ArrayList<>();

  private static JudgedRun going(JudgedRun run, RegimePath path) {
    return new JudgedRun(
        run.facts(), run.row(), run.lastTenth(), run.excluded(), run.otherwise(), path);
  }

  private void seed(int seed, RegimePath fallen, RegimePath standing, RegimePath clean) {
    var facts = MadeRuns.clean(KEY, "clean-" + seed, seed, RunStatus.COMPLETED, 1);
    runs.add(going(MadeRuns.judged(facts, false), clean));
    runs.add(going(MadeRuns.fallen(perturbed("fallen-", seed), 300L), fallen));
    if (standing != null) {
      runs.add(going(MadeRuns.judged(perturbed("standing-", seed), false), standing));
    }
  }

  private static org.shaketable.analytics.packing.RunFacts perturbed(String name, int seed) {
    return MadeRuns.perturbed(
        CONDITION, name + seed, "clean-" + seed, seed, RunStatus.COMPLETED, 400);
  }

  private static Map<ControlKey, ControlGroup> groups() {
    Mixture two =
        new Mixture(List.of(new Cloud(0.7, 0, 0, 1, 0, 1), new Cloud(0.3, 9, 0, 1, 0, 1)));
    Regimes regimes = new Regimes(two, List.of(2.0, 1.0), 100, 50, 5);
    return Map.of(
        ControlKey.plain(KEY),
        new ControlGroup(null, Yardstick.UNKNOWN, null, regimes, null, null));
  }

  private RegimeTransitionRow any() {
    return RegimeTables.transitions(runs, groups(), 0.95).get(0);
  }

  @Test
  void whatLeavesBeforeItCollapsesStandsBesideWhatStays() {
    for (int seed = 0; seed < 20; seed++) {
      seed(seed, LEAVING, STAYING, STAYING);
    }
    RegimeTransitionRow any = any();
    assertThat(any.toRegime()).isNull();
    assertThat(any.horizon()).isEqualTo(4);
    assertThat(any.collapses()).isEqualTo(20);
    assertThat(any.left().estimate()).isEqualTo(1);
    assertThat(any.cleanLeft()).isZero();
    assertThat(any.cleanDifference()).isEqualTo(1);
    assertThat(any.cleanDifferenceLower()).isGreaterThan(0.6);
    assertThat(any.standingDifferenceLower()).isGreaterThan(0.5);
    List<RegimeTransitionRow> rows = RegimeTables.transitions(runs, groups(), 0.95);
    assertThat(rows).extracting(RegimeTransitionRow::toRegime).containsExactly(null, 0, 1, 2);
    assertThat(rows).extracting(row -> row.left().estimate()).containsExactly(1.0, 1.0, 0.0, 1.0);
  }

  @Test
  void leavingAtTheCollapseOrAsOthersDoIsNoWarning() {
    for (int seed = 0; seed < 20; seed++) {
      seed(seed, TOO_LATE, STAYING, STAYING);
    }
    assertThat(any().left().estimate()).isZero();
    runs.clear();
    for (int seed = 0; seed < 20; seed++) {
      seed(seed, LEAVING, LEAVING, STAYING);
    }
    assertThat(any().cleanDifferenceLower()).isPositive();
    assertThat(any().standingDifference()).isZero();
    assertThat(any().standingDifferenceLower()).isNegative();
  }

  @Test
  void aSpanBeginsNoEarlierThanTheDisturbance() {
    RegimePath early =
        new RegimePath(List.of(new Stay(1, 0, 27), new Stay(2, 27, 28), new Stay(1, 28, 40)), 29);
    for (int seed = 0; seed < 5; seed++) {
      seed(seed, early, null, STAYING);
    }
    assertThat(any().left().estimate()).isZero();
    assertThat(any().besideStanding()).isZero();
    assertThat(any().standingDifference()).isNaN();
  }

  @Test
  void timesAreSharesOfWhatIsKnown() {
    RegimePath path =
        new RegimePath(
            List.of(new Stay(1, 0, 10), new Stay(RegimePath.UNKNOWN, 10, 20), new Stay(0, 20, 40)),
            ONSET);
    seed(0, path, null, STAYING);
    List<RegimeTimeRow> rows = RegimeTables.times(runs, groups());
    assertThat(rows).hasSize(6);
    assertThat(rows)
        .filteredOn(row -> row.runId().equals("fallen-0"))
        .extracting(RegimeTimeRow::share)
        .containsExactly(20 / 30.0, 10 / 30.0, 0.0);
    assertThat(rows.get(0).collapsed()).isNull();
    assertThat(rows.stream().filter(row -> row.runId().equals("clean-0")).toList())
        .extracting(RegimeTimeRow::share)
        .satisfies(shares -> assertThat(shares.get(1)).isCloseTo(1, within(1e-15)));
  }

  @Test
  void whereThereIsOneRegimeThereIsNothingToSay() {
    runs.add(MadeRuns.fallen(perturbed("fallen-", 0), 300L));
    assertThat(RegimeTables.times(runs, groups())).isEmpty();
    assertThat(RegimeTables.transitions(runs, groups(), 0.95)).isEmpty();
  }
}
