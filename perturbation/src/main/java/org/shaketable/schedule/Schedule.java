package org.shaketable.schedule;

import org.shaketable.refusal.Refusal;

/** When a disturbance is on, and how strong it is then relative to its full magnitude. */
public sealed interface Schedule
    permits Schedule.Always, Schedule.Pulse, Schedule.OneShot, Schedule.Ramp, Schedule.Periodic {

  /** First step at which the disturbance may act. */
  long onset(Horizon horizon);

  /** First step behind the disturbance; {@code horizon.steps()} where it never ends. */
  long end(Horizon horizon);

  /** Share of the full magnitude at {@code step}, in [0, 1]; 0 is off. */
  double strength(long step, Horizon horizon);

  /** The whole run. */
  record Always() implements Schedule {
    @Override
    public long onset(Horizon horizon) {
      return 0;
    }

    @Override
    public long end(Horizon horizon) {
      return horizon.steps();
    }

    @Override
    public double strength(long step, Horizon horizon) {
      return 1;
    }

    @Override
    public String toString() {
      return "always";
    }
  }

  /** From {@code onset} for {@code duration}. */
  record Pulse(Moment onset, Moment duration) implements Schedule {
    public Pulse {
      checkDuration(duration);
    }

    private static void checkDuration(Moment duration) {
      if (!(duration.value() > 0)) {
        throw new Refusal("duration", "expected more than 0, found " + duration);
      }
    }

    @Override
    public long onset(Horizon horizon) {
      return onset.steps(horizon);
    }

    @Override
    public long end(Horizon horizon) {
      return Math.min(horizon.steps(), onset.steps(horizon) + Math.max(1, duration.steps(horizon)));
    }

    @Override
    public double strength(long step, Horizon horizon) {
      return step >= onset(horizon) && step < end(horizon) ? 1 : 0;
    }

    @Override
    public String toString() {
      return "pulse(" + onset + ", " + duration + ")";
    }
  }

  /**
   * A single event: the first one at or after {@code onset}. The window is empty, so that the rule
   * for windows that no event fell into holds.
   */
  record OneShot(Moment onset) implements Schedule {
    @Override
    public long onset(Horizon horizon) {
      return onset.steps(horizon);
    }

    @Override
    public long end(Horizon horizon) {
      return onset(horizon);
    }

    @Override
    public double strength(long step, Horizon horizon) {
      return 0;
    }

    @Override
    public String toString() {
      return "one-shot(" + onset + ")";
    }
  }

  /**
   * From nothing at {@code onset} straight up to the full magnitude in {@code duration}, to stay.
   */
  record Ramp(Moment onset, Moment duration) implements Schedule {
    public Ramp {
      Pulse.checkDuration(duration);
    }

    @Override
    public long onset(Horizon horizon) {
      return onset.steps(horizon);
    }

    @Override
    public long end(Horizon horizon) {
      return horizon.steps();
    }

    @Override
    public double strength(long step, Horizon horizon) {
      long risen = step - onset(horizon) + 1;
      return Math.max(0, Math.min(1, (double) risen / Math.max(1, duration.steps(horizon))));
    }

    @Override
    public String toString() {
      return "ramp(" + onset + ", " + duration + ")";
    }
  }

  /** A pulse of {@code duration} at {@code onset} and again after each {@code period}. */
  record Periodic(Moment onset, Moment period, Moment duration) implements Schedule {
    public Periodic {
      Pulse.checkDuration(duration);
      if (period.unit() != duration.unit() || period.value() < duration.value()) {
        throw new Refusal(
            "period", "expected a moment of the unit of duration and no shorter, found " + period);
      }
    }

    @Override
    public long onset(Horizon horizon) {
      return onset.steps(horizon);
    }

    @Override
    public long end(Horizon horizon) {
      return horizon.steps();
    }

    @Override
    public double strength(long step, Horizon horizon) {
      long since = step - onset(horizon);
      long phase = since % Math.max(1, period.steps(horizon));
      return since >= 0 && phase < Math.max(1, duration.steps(horizon)) ? 1 : 0;
    }

    @Override
    public String toString() {
      return "periodic(" + onset + ", " + period + ", " + duration + ")";
    }
  }
}
