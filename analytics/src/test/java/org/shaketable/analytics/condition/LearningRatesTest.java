package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.analytics.LocalSpark;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.LearningRateRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.WorkloadRow;

class LearningRatesTest {
  private final List<JudgedRun> runs = new ArrayList<>();
  private final List<WorkloadRow> workloads = new ArrayList<>();
  private final Map<ControlKey, ControlGroup> groups = new HashMap<>();

  @ParameterizedTest
  @EnumSource
  void workloadsThatDifferInTheLearningRateAloneAreOneRecipe(Direction direction) {
    add(direction, "plain-0.01", CollapseKind.LOSS, 0.01, 0, 1.5, 1.7);
    add(direction, "plain-0.1", CollapseKind.LOSS, 0.1, 0, 1.0, 1.0);
    add(direction, "plain-1.0", CollapseKind.LOSS, 1.0, 0, Double.NaN, 5.0);
    add(direction, "z-loss-0.01", CollapseKind.LOSS, 0.01, 1e-4, 1.1, 1.1);
    add(direction, "z-loss-0.1", CollapseKind.LOSS, 0.1, 1e-4, 1.1, 1.1);
    add(direction, "alone", CollapseKind.LOSS, 0.1, 7, 1.0, 1.0);
    add(direction, "control", CollapseKind.PERFORMANCE, 0.1, 0, 100.0, 90.0);

    List<LearningRateRow> rows =
        LearningRates.of(
            LocalSpark.session(), runs, workloads, groups, new AnalyticsSettings(1, 500, 0.95));

    assertThat(rows).hasSize(5);
    List<LearningRateRow> plain = recipe(rows, "plain");
    assertThat(plain).extracting(LearningRateRow::finalLoss).containsExactly(1.6, 1.0, 3.0);
    assertThat(plain.get(2).diverged()).isEqualTo(1);
    assertThat(plain.get(0).sensitivity()).isCloseTo((0.6 + 0 + 2) / 3, within(1e-12));
    assertThat(plain.get(0).sensitivityLower()).isBetween(0.7, 0.87);
    assertThat(plain.get(0).bestLearningRate()).isEqualTo(0.1);
    assertThat(recipe(rows, "z-loss").get(0).sensitivity()).isEqualTo(0.0);
  }

  private static List<LearningRateRow> recipe(List<LearningRateRow> rows, String name) {
    return rows.stream().filter(row -> row.recipe().equals(name)).toList();
  }

  private void add(
      Direction direction,
      String name,
      CollapseKind rule,
      double rate,
      double zLoss,
      double... losses) {
    String settings =
        ("{\"engine\":\"vector\",\"evaluations\":30,\"learner\":{\"algorithm\":\"x\",\"optimizer\":"
                + "{\"algorithm\":\"adamw\",\"beta2\":0.95,\"learning-rate\":%s,\"weight-decay\":0.01},"
                + "\"steps\":300,\"z-loss\":%s},\"name\":\"%s\",\"task\":{\"text\":\"markov\"}}")
            .formatted(rate, zLoss, name);
    ConfigurationKey key = new ConfigurationKey("lm", name, "");
    WorkloadRow workload = MadeRuns.workload(key, direction, List.of(rule), List.of(), settings);
    workloads.add(workload);
    for (int i = 0; i < losses.length; i++) {
      RunStatus status = Double.isNaN(losses[i]) ? RunStatus.DIVERGED : RunStatus.COMPLETED;
      var facts = MadeRuns.clean(key, name + "/" + i, i, status, direction.loss(losses[i]));
      runs.add(MadeRuns.judged(facts, false));
    }
    Baseline baseline = Baseline.empty(direction.loss(3), direction.loss(1), 1, 0);
    groups.put(
        ControlKey.plain(key),
        new ControlGroup(baseline, Yardstick.UNKNOWN, null, null, null, workload));
  }
}
