package org.shaketable.training.workload;

import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * At which steps of a run a learner comes to a place that a disturbance can touch: {@code first},
 * {@code first + every}, and so on to the end of the run.
 *
 * @param first step of the first event
 * @param every steps from one to the next
 * @param each events at each of these steps
 */
public record Rhythm(long first, long every, long each) {
  /** One event at each step. */
  public static final Rhythm EVERY_STEP = new Rhythm(0, 1, 1);

  private static final int MOST_LOOKED_AT = 1_000_000;

  public Rhythm {
    if (first < 0 || every < 1 || each < 1) {
      throw new Refusal(
          "rhythm",
          "expected first >= 0, every >= 1 and each >= 1, found %d, %d and %d"
              .formatted(first, every, each));
    }
  }

  /** Events at steps in {@code [0, to)}. */
  public long eventsBefore(long to) {
    return to <= first ? 0 : each * ((to - first - 1) / every + 1);
  }

  /**
   * At how many events a disturbance acts, counted up to {@code enough}: at those while its
   * schedule is on, or else at the first one behind it (see {@link
   * org.shaketable.perturbation.Shaker}).
   *
   * @param end step at which the run ends
   */
  long acting(Schedule schedule, Horizon horizon, long end, long enough) {
    long onset = schedule.onset(horizon);
    long step = onset <= first ? first : first + (onset - first + every - 1) / every * every;
    long acting = 0;
    // A periodic schedule whose pulses miss that many events is left to the analysis.
    for (int i = 0; i < MOST_LOOKED_AT && step < end && acting < enough; i++, step += every) {
      if (schedule.strength(step, horizon) > 0) {
        acting += each;
      } else if (acting == 0 && step >= schedule.end(horizon)) {
        return 1;
      }
    }
    return step < end ? Math.max(1, acting) : acting;
  }
}
