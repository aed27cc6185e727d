package org.shaketable.analytics.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.LocalSpark;

class LearningRatesTest {
  private static final StructType RUNS =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("learner", DataTypes.StringType)
          .add("twin_run_id", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("final_performance", DataTypes.DoubleType)
          .add("spec", DataTypes.StringType);

  private final List<Row> runs = new ArrayList<>();
  private final Map<WorkloadKey, Reference> references = new HashMap<>();

  @Test
  void workloadsThatDifferInTheLearningRateAloneAreOneRecipe() {
    add("plain-0.01", "pretraining", 0.01, 0, -1.5, -1.7);
    add("plain-0.1", "pretraining", 0.1, 0, -1.0, -1.0);
    add("plain-1.0", "pretraining", 1.0, 0, null, -5.0);
    add("z-loss-0.01", "pretraining", 0.01, 1e-4, -1.1, -1.1);
    add("z-loss-0.1", "pretraining", 0.1, 1e-4, -1.1, -1.1);
    add("alone", "pretraining", 0.1, 7, -1.0, -1.0);
    add("control", "ppo", 0.1, 0, 100.0, 90.0);

    Table table =
        LearningRates.of(
            "lm",
            LocalSpark.session().createDataFrame(runs, RUNS),
            references,
            new AnalyticsSettings(1, 500, 0.95));

    assertThat(table.rows()).hasSize(5);
    List<Row> plain = recipe(table, "plain");
    assertThat(plain).hasSize(3);
    assertThat(plain)
        .extracting(row -> cell(table, row, "final_loss"))
        .containsExactly(1.6, 1.0, 3.0);
    assertThat(cell(table, plain.get(2), "diverged")).isEqualTo(1);
    assertThat((double) cell(table, plain.get(0), "sensitivity"))
        .isCloseTo((0.6 + 0 + 2) / 3, within(1e-12));
    assertThat((double) cell(table, plain.get(0), "sensitivity_lower")).isBetween(0.7, 0.87);
    assertThat(cell(table, plain.get(0), "best_learning_rate")).isEqualTo(0.1);
    assertThat(cell(table, recipe(table, "z-loss").get(0), "sensitivity")).isEqualTo(0.0);
  }

  private static List<Row> recipe(Table table, String name) {
    return table.rows().stream().filter(row -> cell(table, row, "recipe").equals(name)).toList();
  }

  private static Object cell(Table table, Row row, String column) {
    return row.get(table.schema().fieldIndex(column));
  }

  private void add(String workload, String learner, double rate, double zLoss, Double... finals) {
    String spec =
        ("{\"exposures\":[],\"replicate\":%d,\"seed\":1,\"stochasticity\":\"none\",\"workload\":"
             + "{\"engine\":\"vector\",\"evaluations\":30,\"learner\":{\"algorithm\":\"%s\",\"optimizer\":"
             + "{\"algorithm\":\"adamw\",\"beta2\":0.95,\"learning-rate\":%s,\"weight-decay\":0.01},"
             + "\"steps\":300,\"z-loss\":%s},\"name\":\"%s\",\"task\":{\"text\":\"markov\"}}}");
    for (int i = 0; i < finals.length; i++) {
      runs.add(
          RowFactory.create(
              workload + "/" + i,
              workload,
              learner,
              null,
              finals[i] == null ? "DIVERGED" : "COMPLETED",
              finals[i],
              spec.formatted(i, learner, rate, zLoss, workload)));
    }
    references.put(
        new WorkloadKey("lm", workload), new Reference(Baseline.empty(-3, -1, 1, 0), null, null));
  }
}
