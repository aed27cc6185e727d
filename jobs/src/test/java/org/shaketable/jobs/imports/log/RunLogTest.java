package org.shaketable.jobs.imports.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RunLogTest {

  private static Gathering gathering(String... wanted) {
    return new Gathering(Set.of(wanted));
  }

  private static void values(Gathering gathering, String name, double... stepsAndValues) {
    for (int i = 0; i < stepsAndValues.length; i += 2) {
      gathering.run().value(name, (long) stepsAndValues[i], stepsAndValues[i + 1]);
    }
  }

  @Test
  void stepsOutOfOrderAreSortedAndTheLastValueOfAStepWins() {
    Gathering gathering = gathering("a");
    values(gathering, "a", 2, 20, 1, 10, 3, 30, 2, 21, 3, 31);

    assertThat(LogFiles.line(gathering, "a")).isEqualTo("1=10.0 2=21.0 3=31.0");
    Skips skips = gathering.skips().sum();
    assertThat(skips.count(Skip.REPEATED)).isEqualTo(2);
    assertThat(skips.count(Skip.OUT_OF_ORDER)).isEqualTo(2);
    assertThat(skips.line())
        .isEqualTo(
            "2 values of a step that was logged again (first: series a), 2 values out of the order"
                + " of steps, put in order (first: series a)");
  }

  @Test
  void theLaterFileWinsFromTheStepOnToWhichTheTrainingWentBack() {
    Gathering first = gathering("loss", "eval", "rare");
    values(first, "loss", 1, 1, 2, 2, 3, 3, 4, 4);
    values(first, "eval", 2, 20, 4, 40);
    values(first, "rare", 4, 400);
    Gathering second = gathering("loss", "eval", "rare");
    values(second, "loss", 3, -3, 4, -4, 5, -5);
    values(second, "eval", 6, -60);

    SkipCount skips = new SkipCount();
    RunLog joined = first.logs().get(0).then(second.logs().get(0), skips, "b");
    assertThat(LogFiles.line(joined.series().get("loss")))
        .isEqualTo("1=1.0 2=2.0 3=-3.0 4=-4.0 5=-5.0");
    assertThat(LogFiles.line(joined.series().get("eval"))).isEqualTo("2=20.0 6=-60.0");
    assertThat(LogFiles.line(joined.series().get("rare"))).isEqualTo("4=400.0");
    assertThat(skips.sum().count(Skip.OVERWRITTEN)).isEqualTo(3);
  }

  @Test
  void aSecondFileThatGoesOnTakesNothingAway() {
    Gathering first = gathering("loss");
    values(first, "loss", 1, 1, 2, 2);
    Gathering second = gathering("loss");
    values(second, "loss", 3, 3);

    SkipCount skips = new SkipCount();
    RunLog joined = first.logs().get(0).then(second.logs().get(0), skips, "b");
    assertThat(LogFiles.line(joined.series().get("loss"))).isEqualTo("1=1.0 2=2.0 3=3.0");
    assertThat(skips.sum()).isEqualTo(Skips.NONE);
  }

  @Test
  void theValueAtAStepIsTheLastOneBeforeItAndNeverALaterOne() {
    Gathering gathering = gathering("a");
    values(gathering, "a", 10, 1, 20, 2);
    Series series = gathering.logs().get(0).series().get("a");

    assertThat(series.lastUntil(9)).isEqualTo(-1);
    assertThat(series.lastUntil(10)).isZero();
    assertThat(series.lastUntil(19)).isZero();
    assertThat(series.lastUntil(1000)).isEqualTo(1);
    assertThat(series.medianGap()).isEqualTo(10);
  }

  @Test
  void aRunningMeanHasThePastOnly() {
    Gathering gathering = gathering("a");
    values(gathering, "a", 1, 2, 2, 4, 3, 9);
    assertThat(LogFiles.line(gathering.logs().get(0).series().get("a").meanOfLast(2)))
        .isEqualTo("1=2.0 2=3.0 3=6.5");
  }
}
