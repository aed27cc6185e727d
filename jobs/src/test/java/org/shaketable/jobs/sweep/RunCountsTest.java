package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunCountsTest {
  /**
   * Of a sham sweep 13 runs were told as collapses while it went on and 1 by the analysis: who
   * knows a run's twin alone does not judge.
   */
  @Test
  void whatIsSeenBesideTheTwinAloneIsNotCalledACollapse() {
    RunCounts counts = new RunCounts(20, 64, 20, 2, OptionalDouble.of(22), 13, 1);

    assertThat(counts.line())
        .isEqualTo(
            "20 / 64 runs, 2.0 runs/s, 13 far below the twin so far, 1 failed, %s left"
                .formatted(Durations.of(22)))
        .doesNotContainIgnoringCase("collaps");
  }

  @Test
  void aTimeThatIsNotKnownIsNotTold() {
    assertThat(new RunCounts(6, 64, 6, 0.2, OptionalDouble.empty(), 0, 0).line())
        .isEqualTo("6 / 64 runs, 0.2 runs/s, 0 far below the twin so far");
  }
}
