package org.shaketable.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.StochasticityRow;

/** A workload whose clean runs reach half of what they do where a level of stochasticity is on. */
class LevelsTest {
  private static final StochasticityRow NOISY = new StochasticityRow("gradient-noise-floor", 0.3);

  @Test
  void eachLevelHasAControlGroupOfItsOwn() {
    Sample sample = Sample.doseResponse(Direction.HIGHER).half(NOISY, 6);
    try (Analytics analytics =
        new Analytics(
            Sample.SWEEP, sample.tables(), new AnalyticsSettings(1, 500, 0.95), List.of(), "{}")) {
      Map<String, Double> medians =
          analytics.tables().get("clean_bands").filter("evaluation = 40").collectAsList().stream()
              .collect(
                  Collectors.toMap(
                      row -> row.<String>getAs("stochasticity"),
                      row -> row.<Double>getAs("median")));
      assertThat(medians).containsOnlyKeys("none", "gradient-noise-floor 0.3");
      assertThat(medians.get("none")).isCloseTo(100.5, within(0.5));
      assertThat(medians.get("gradient-noise-floor 0.3")).isCloseTo(50.25, within(0.25));
      List<Row> models = analytics.tables().get("meta_state_models").collectAsList();
      assertThat(models).extracting(row -> row.<String>getAs("stochasticity")).hasSize(2);
      Row run = analytics.tables().get("run_stability").filter("run_id = 'noise-1.0-0'").first();
      // Beside the clean runs of all levels its end would be above 1.
      assertThat(run.<Double>getAs("normalised_final_performance")).isCloseTo(1, within(0.01));
    }
  }
}
