package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.Curve;

class JudgeTest {
  private static final int LENGTH = 20;

  /** Untrained 0 and trained 100, from evaluation 5 on; another level from {@code from} on. */
  private static Curve curve(int from, double level) {
    return Curve.of(
        IntStream.range(0, LENGTH).mapToLong(i -> 10L * i).toArray(),
        IntStream.range(0, LENGTH)
            .mapToDouble(i -> i >= from ? level : Math.min(100, 20 * i))
            .toArray(),
        IntStream.range(0, LENGTH).mapToDouble(i -> 1).toArray());
  }

  private static final Curve CLEAN = curve(LENGTH, 0);
  private static final Judge JUDGE = Judge.of(List.of(CLEAN, CLEAN), CollapseRules.DEFAULT);

  @Test
  void aRunLikeItsTwinLearnedAndStands() {
    Judge.Judged judged = JUDGE.judge(CLEAN, CLEAN);

    assertThat(judged.learned()).isTrue();
    assertThat(judged.collapse()).isEmpty();
    assertThat(judged.run().performance(LENGTH - 1)).isEqualTo(1);
  }

  @Test
  void aRunThatFallsCollapsesWhenItsTrailingMeanIsBelowHalf() {
    Judge.Judged judged = JUDGE.judge(curve(10, 0), CLEAN);

    assertThat(judged.learned()).isTrue();
    // Means of five: 80, 60 and 40 % of the twin's at evaluations 10, 11 and 12.
    assertThat(judged.collapse()).hasValue(new Collapse(CollapseKind.PERFORMANCE, 12, 120, 140));
  }

  @Test
  void aRunThatNeverLearnedDoesNotCollapse() {
    Judge.Judged judged = JUDGE.judge(curve(0, 10), CLEAN);

    assertThat(judged.learned()).isFalse();
    assertThat(judged.collapse()).isEmpty();
  }

  @Test
  void whereTheCleanRunsLearnNothingNobodyIsJudged() {
    Curve flat = curve(0, 10);

    Judge.Judged judged = Judge.of(List.of(flat), CollapseRules.DEFAULT).judge(CLEAN, flat);

    assertThat(judged.learned()).isFalse();
    assertThat(judged.collapse()).isEmpty();
  }

  @Test
  void theSameFallWithinTheSpreadOfCleanRunsIsNone() {
    Judge wide = Judge.of(List.of(CLEAN, curve(10, 0)), CollapseRules.DEFAULT);

    assertThat(wide.judge(curve(10, 45), CLEAN).collapse()).isEmpty();
    assertThat(JUDGE.judge(curve(10, 45), CLEAN).collapse()).isPresent();
  }

  @Test
  void aLossAboveTheUntrainedOneCountsWhereTheRulesSaySo() {
    long[] steps = IntStream.range(0, LENGTH).mapToLong(i -> 10L * i).toArray();
    double[] losses =
        IntStream.range(0, LENGTH).mapToDouble(i -> i < 12 ? 5 - 0.3 * i : 9).toArray();
    double[] performance =
        IntStream.range(0, LENGTH).mapToDouble(i -> -5 + 0.3 * Math.min(i, 11)).toArray();
    Curve run = Curve.of(steps, performance, losses);

    assertThat(
            Judge.of(List.of(run), CollapseRules.DEFAULT.countingLoss())
                .judge(run, run)
                .collapse()
                .map(Collapse::kind))
        .hasValue(CollapseKind.LOSS);
    assertThat(Judge.of(List.of(run), CollapseRules.DEFAULT).judge(run, run).collapse()).isEmpty();
  }
}
