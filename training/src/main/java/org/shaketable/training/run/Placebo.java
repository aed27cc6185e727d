package org.shaketable.training.run;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Horizon;
import org.shaketable.schedule.Schedule;

/**
 * What a placebo run stands beside: the schedules on which the runs of a condition are disturbed.
 * From the first onset among them on, the run's own random streams (order of data, exploration,
 * environments, dropout, samples, noise floor) are keyed anew, and nothing is disturbed: what
 * chance alone does to a training that has parted from its twin.
 *
 * @param schedules at least one; each tells of an onset and an end
 */
public record Placebo(List<Schedule> schedules) {
  public Placebo {
    schedules = List.copyOf(schedules);
    if (schedules.isEmpty()) {
      throw new Refusal("placebo", "expected the schedule of a condition, found none");
    }
  }

  /** First step of a run of this length whose draws are its own. */
  public long onset(Horizon horizon) {
    return schedules.stream()
        .map(schedule -> schedule.onset(horizon))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** First step behind all the schedules. */
  public long end(Horizon horizon) {
    return schedules.stream()
        .map(schedule -> schedule.end(horizon))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The streams of a placebo of the run that has these. */
  Streams streams(Streams twins, Horizon horizon) {
    return twins.anewFrom(onset(horizon), "placebo/" + this);
  }

  /** The schedules, joined by a plus. */
  @Override
  public String toString() {
    return schedules.stream().map(Schedule::toString).collect(Collectors.joining("+"));
  }
}
