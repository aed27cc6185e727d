package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.RunStatus;

class RunScoresTest {
  private static final RunFacts FACTS =
      MadeRuns.clean(new ConfigurationKey("s", "w", ""), "run", 0, RunStatus.COMPLETED, 1);
  private static final double[] RISING = {0, 1, 2, 3, 4, 5, 6, 7};
  private static final double[] LATE = {0, 0, 0, 0, 9, 9, 9, 9};
  private static final long[] STEPS = {0, 10, 20, 30, 40, 50, 60, 70};

  private final RunScores scores = scores();
  private final Thresholds thresholds = thresholds();

  /** A detector that no test asks for scores. */
  private record Named(String name) implements Detector {
    private static final long serialVersionUID = 1;

    @Override
    public double[] scores(Observed run) {
      throw new UnsupportedOperationException();
    }
  }

  private static RunScores scores() {
    double[][] rows = new double[STEPS.length][];
    Arrays.setAll(rows, row -> new double[] {row, STEPS[row], 0, 0, 0, 0});
    Map<String, double[]> byDetector = new LinkedHashMap<>();
    byDetector.put("rising", RISING);
    byDetector.put("late", LATE);
    return new RunScores(FACTS, Trajectory.of(rows), byDetector);
  }

  private static Thresholds thresholds() {
    Map<Detector, Double> byDetector = new LinkedHashMap<>();
    byDetector.put(new Named("rising"), 0.5);
    byDetector.put(new Named("late"), 1.5);
    return new Thresholds(20, byDetector);
  }

  @Test
  void theAlarmsAreThoseOfTheScores() {
    RunAlarms alarms = scores.alarms(thresholds, null);

    assertThat(alarms.runId()).isEqualTo("run");
    assertThat(alarms.condition()).isEqualTo(FACTS.condition());
    assertThat(alarms.alarm(0)).isEqualTo(Alarm.of(RISING, STEPS, 0.5));
    assertThat(alarms.alarm(1)).isEqualTo(Alarm.of(LATE, STEPS, 1.5));
    assertThat(alarms.alarm(1).known()).isEqualTo(60);
  }

  @Test
  void whatComesBehindACollapseRaisesNone() {
    RunAlarms alarms =
        scores.alarms(
            thresholds, new RunStabilityRow.Collapsed(50L, 50L, 5, CollapseKind.PERFORMANCE));

    assertThat(alarms.collapseStep()).isEqualTo(50);
    assertThat(alarms.alarm(0)).isEqualTo(Alarm.of(Arrays.copyOf(RISING, 6), STEPS, 0.5));
    assertThat(alarms.alarm(1).known()).isNull();
  }
}
