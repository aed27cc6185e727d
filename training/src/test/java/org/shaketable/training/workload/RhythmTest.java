package org.shaketable.training.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;

class RhythmTest {
  private static final Moment.Unit STEPS = Moment.Unit.STEPS;

  private static Schedule schedule(SplittableRandom random) {
    Moment onset = new Moment(random.nextInt(60), STEPS);
    Moment duration = new Moment(1 + random.nextInt(12), STEPS);
    return switch (random.nextInt(5)) {
      case 0 -> new Schedule.Always();
      case 1 -> new Schedule.Pulse(onset, duration);
      case 2 -> new Schedule.OneShot(onset);
      case 3 -> new Schedule.Ramp(onset, duration);
      default ->
          new Schedule.Periodic(
              onset, new Moment(duration.value() + random.nextInt(9), STEPS), duration);
    };
  }

  /** Step by step, as a run goes. */
  private static long counted(Rhythm rhythm, Schedule schedule, Horizon horizon, long end) {
    long acting = 0;
    for (long step = rhythm.first(); step < end; step += rhythm.every()) {
      for (int i = 0; i < rhythm.each(); i++) {
        boolean behind = acting == 0 && step >= schedule.end(horizon);
        boolean begun = step >= schedule.onset(horizon);
        acting += begun && (schedule.strength(step, horizon) > 0 || behind) ? 1 : 0;
      }
    }
    return acting;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void eventsAreThoseThatARunMeets(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      Rhythm rhythm = new Rhythm(random.nextInt(40), 1 + random.nextInt(20), 1 + random.nextInt(3));
      Horizon horizon = new Horizon(60, 10);
      long end = 60 + random.nextInt(20);
      Schedule schedule = schedule(random);
      String what = "seed %d: %s, %s to %d".formatted(seed, rhythm, schedule, end);

      long acting = counted(rhythm, schedule, horizon, end);

      assertThat(Math.min(2, rhythm.acting(schedule, horizon, end, 2)))
          .as(what)
          .isEqualTo(Math.min(2, acting));
      long all = counted(rhythm, new Schedule.Always(), new Horizon(100, 10), end);
      assertThat(rhythm.eventsBefore(end)).as(what).isEqualTo(all);
    }
  }
}
