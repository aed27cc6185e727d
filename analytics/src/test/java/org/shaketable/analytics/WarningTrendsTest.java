package org.shaketable.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.evidence.WarningTrends;
import org.shaketable.analytics.stats.curve.Direction;

/**
 * Runs that learn in the first half of their 40 evaluations, the rest being disturbed from the 20th
 * on. Over whole runs the skewness of half of the clean ones rose by the transient of learning.
 */
class WarningTrendsTest {
  private static final List<Row> ROWS = new java.util.ArrayList<>();

  @BeforeAll
  static void analyse() {
    Sample sample = new Sample(Direction.HIGHER).clean(6).placebos(2, 1);
    sample.perturbed("noise", 1, 0, Sample.Fate.UNHURT);
    sample.perturbed("noise", 1, 1, Sample.Fate.COLLAPSES);
    JudgedSweep sweep =
        JudgedSweep.of(Sample.SWEEP, sample.tables(), new AnalyticsSettings(1, 500, 0.95));
    ROWS.addAll(WarningTrends.of(sweep.spark(), sweep.packed(), sweep.judged()).collectAsList());
    sweep.release();
  }

  private static List<Row> of(String role) {
    return ROWS.stream().filter(row -> row.<String>getAs("role").equals(role)).toList();
  }

  @Test
  void trendsAreTakenFromTheOnsetOnOfCleanRunsToo() {
    assertThat(of("clean")).hasSize(6 * 3);
    assertThat(of("placebo")).hasSize(2 * 3);
    assertThat(of("perturbed")).hasSize(3);
    // Evaluations 20 to 40 of runs that stand; that which falls at 22 is too short to have a trend.
    assertThat(ROWS).allMatch(row -> row.<Integer>getAs("evaluations") == 21);
  }
}
