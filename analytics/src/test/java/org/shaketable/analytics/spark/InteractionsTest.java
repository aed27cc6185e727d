package org.shaketable.analytics.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  private final List<JudgedRun> runs = new ArrayList<>();

  private void add(
      String dimension, String family, double magnitude, String schedule, int collapsed, int of) {
    Condition condition = new Condition("s", "toy", dimension, family, magnitude, schedule, "none");
    for (int r = 0; r < of; r++) {
      runs.add(
          new JudgedRun(
              family + magnitude + r,
              "clean-" + r,
              condition,
              r,
              false,
              false,
              true,
              r < collapsed,
              Double.NaN,
              Double.NaN,
              1,
              1,
              0,
              100,
              1,
              List.of(),
              null));
    }
  }

  private Row only() {
    Table table = Interactions.of(runs, 0.95);
    assertThat(table.rows()).hasSize(1);
    return table.rows().get(0);
  }

  private static double cell(Row row, int behindTheCondition) {
    return row.getDouble(RunFacts.CONDITION.size() + behindTheCondition);
  }

  @Test
  void aCompositionMeetsItsPartsByMagnitudeAndSchedule() {
    add("OPTIMIZATION", "gradient-noise", 4, "always", 2, 10);
    add("OPTIMIZATION", "gradient-noise", 8, "always", 9, 10);
    add("DATA", "input-noise", 0.5, "one-shot(50%)", 5, 10);
    add("DATA", "input-noise", 0.5, "always", 10, 10);
    add("COMPOSITION", "gradient-noise+input-noise=0.5", 4, "always+one-shot(50%)", 9, 10);
    Row row = only();
    assertThat(cell(row, 0)).isCloseTo(0.9, within(1e-12));
    assertThat(cell(row, 1)).isCloseTo(1 - 0.8 * 0.5, within(1e-12));
    assertThat(cell(row, 2)).isCloseTo(0.3, within(1e-12));
    assertThat(row.get(RunFacts.CONDITION.size() + 8)).isNull();
  }

  @Test
  void settingsInANameAreKept() {
    add("OPTIMIZATION", "learning-rate-scale(direction=down)", 2, "always", 0, 4);
    add("DATA", "sensor-blackout(run-length=20)", 0.25, "always", 1, 4);
    add(
        "COMPOSITION",
        "learning-rate-scale(direction=down)+sensor-blackout(run-length=20)=0.25",
        2,
        "always+always",
        1,
        4);
    assertThat(cell(only(), 2)).isCloseTo(0, within(1e-12));
  }

  @Test
  void aPartThatWasNotTrainedAloneIsNamed() {
    add("COMPOSITION", "a+b=2.0", 1, "always+always", 1, 4);
    Row row = only();
    assertThat(row.isNullAt(RunFacts.CONDITION.size() + 2)).isTrue();
    assertThat(row.getString(RunFacts.CONDITION.size() + 8))
        .isEqualTo("a part alone has no run that had learned");
  }

  @Test
  void aSweepWithoutCompositionsHasNoRow() {
    add("DATA", "input-noise", 0.5, "always", 1, 4);
    assertThat(Interactions.of(runs, 0.95).rows()).isEmpty();
  }
}
