package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ConfigurationRow;
import org.shaketable.analytics.table.DecouplingRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.WorkloadRow;

class ConfigurationsTest {
  private static final int SEEDS = 4;

  private final List<JudgedRun> runs = new ArrayList<>();
  private final Map<ConfigurationKey, WorkloadRow> workloads = new HashMap<>();

  /** Its clean runs of seeds 4 to 7 end at these; of two doses at 4 seeds, so many are lost. */
  private void add(String name, Direction direction, int lost, double... finals) {
    ConfigurationKey key = new ConfigurationKey("s", "w", name);
    workloads.put(key, MadeRuns.workload(key, direction, List.of(), List.of(), "{}"));
    for (int i = 0; i < SEEDS; i++) {
      runs.add(
          MadeRuns.judged(
              MadeRuns.clean(key, name + "-shared-" + i, i, RunStatus.COMPLETED, 1000), false));
    }
    for (int i = 0; i < finals.length; i++) {
      runs.add(
          MadeRuns.judged(
              MadeRuns.clean(key, name + "-" + i, SEEDS + i, RunStatus.COMPLETED, finals[i]),
              false));
    }
    int left = lost;
    for (double magnitude : new double[] {2, 1}) {
      for (int seed = 0; seed < SEEDS; seed++) {
        Condition condition = new Condition(key, "DATA", "noise", magnitude, "always", "none");
        String id = name + "-" + magnitude + "-" + seed;
        runs.add(
            MadeRuns.judged(
                MadeRuns.perturbed(condition, id, "twin", seed, RunStatus.COMPLETED, 400),
                left-- > 0));
      }
    }
  }

  private List<ConfigurationRow> rows() {
    return Configurations.of(runs, workloads).rows(0.95);
  }

  /** The dominated one performs as well as the second and survives less. */
  @ParameterizedTest
  @EnumSource
  void theFrontierIsOfThoseThatNothingBeatsInBoth(Direction direction) {
    double sign = direction == Direction.LOWER ? -1 : 1;
    add("best", direction, 8, sign * 5, sign * 5, sign * 5, sign * 5);
    add("both", direction, 4, sign * 3, sign * 3, sign * 2, sign * 4);
    add("dominated", direction, 6, sign * 3, sign * 3, sign * 3, sign * 3);
    add("stable", direction, 0, sign, sign, sign, sign);

    List<ConfigurationRow> rows = rows();

    assertThat(rows)
        .extracting(row -> row.key().configuration())
        .containsExactly("best", "both", "dominated", "stable");
    assertThat(rows)
        .extracting(ConfigurationRow::frontier)
        .containsExactly(true, true, false, true);
    assertThat(rows)
        .extracting(ConfigurationRow::performance)
        .containsExactly(sign * 5, sign * 3, sign * 3, sign);
    assertThat(rows).extracting(ConfigurationRow::survival).containsExactly(0.0, 0.5, 0.25, 1.0);
    assertThat(rows).allMatch(row -> row.cleanRuns() == 4 && row.seeds() == SEEDS);
  }

  /** Mean 3 of 3, 3, 2, 4: standard error sqrt(2 / 3) / 2, t of 3 degrees of freedom 3.18245. */
  @Test
  void intervalsAreStudentsAndOneWithoutSpreadHasNone() {
    add("spread", Direction.LOWER, 3, 3, 3, 2, 4);
    add("equal", Direction.LOWER, 0, 1, 1, 1, 1);

    ConfigurationRow equal = rows().get(0);
    ConfigurationRow spread = rows().get(1);

    double half = 3.182446305284263 * Math.sqrt(2.0 / 3) / 2;
    assertThat(spread.performanceLower()).isCloseTo(3 - half, within(1e-12));
    assertThat(spread.performanceUpper()).isCloseTo(3 + half, within(1e-12));
    assertThat(spread.survivalLower()).isLessThan(spread.survival()).isGreaterThanOrEqualTo(0);
    assertThat(equal.performanceLower()).isNaN();
    assertThat(equal.survivalUpper()).isNaN();
    assertThat(equal.frontier()).isTrue();
    assertThat(spread.frontier()).isFalse();
  }

  /** A loss that ran away is no rank to be correlated: the others decide, and it is counted. */
  @ParameterizedTest
  @EnumSource
  void aConfigurationOfInfinitePerformanceIsLeftOutOfDecoupling(Direction direction) {
    for (int i = 0; i < 9; i++) {
      add("c" + i, direction, i % 8, i, i + 1, i, i + 1);
    }
    add("away", direction, 1, Double.NEGATIVE_INFINITY, 1, Double.POSITIVE_INFINITY, 1);
    add(
        "lost",
        direction,
        1,
        direction == Direction.LOWER ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY,
        1,
        1,
        1);

    List<DecouplingRow> rows =
        Decoupling.of("s", Configurations.of(runs, workloads), new AnalyticsSettings(1, 500, 0.95));

    assertThat(rows).hasSize(3).allMatch(row -> row.leftOut() == 2 && row.clusters() == 9);
    assertThat(rows.get(1).estimate()).isBetween(-1.0, 1.0);
  }

  @Test
  void aWorkloadOfOneConfigurationHasNoRow() {
    add("", Direction.HIGHER, 3, 3, 3, 2, 4);

    assertThat(rows()).isEmpty();
  }
}
