package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.table.RepeatRow;

class DriftTest {
  private static RepeatRow row(int evaluation, boolean equal, double performance, double distance) {
    return new RepeatRow(
        "s", "w", "", "id", evaluation, 10L * evaluation, equal, performance, distance, Double.NaN);
  }

  @Test
  void equalRunsHaveTheSameBits() {
    Drift drift = Drift.of(List.of(row(0, true, 0, 0), row(1, true, 0, 0)));
    assertThat(drift.none()).isTrue();
    assertThat(drift).hasToString("the same bits");
  }

  @Test
  void runsThatPartSayWhereAndHowFar() {
    Drift drift =
        Drift.of(
            List.of(
                row(0, true, 0, 0),
                row(1, false, 0, 1e-7),
                row(2, false, 0.25, 0.5),
                row(3, false, 0.125, 0.25)));
    assertThat(drift.none()).isFalse();
    assertThat(drift)
        .hasToString(
            "apart from step 10 on, by up to 0.500 in parameters and 0.250 in performance");
  }

  @Test
  void whatIsAllowedIsAMultipleOfTheLargestDifference() {
    Drift drift =
        Drift.of(List.of(row(0, true, 0, 0), row(1, false, 0.25, 1), row(2, false, 0.125, 1)));
    assertThat(drift.allowed()).isEqualTo(Drift.MARGIN * 0.25);
  }

  @Test
  void ofTwoRepetitionsTheLargerDifferencesCount() {
    assertThat(row(3, true, 0.5, 1).orLarger(row(3, false, 0.25, 2)))
        .isEqualTo(row(3, false, 0.5, 2));
  }
}
