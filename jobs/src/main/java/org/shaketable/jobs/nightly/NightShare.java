package org.shaketable.jobs.nightly;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.sweep.PlannedRun;
import org.shaketable.jobs.sweep.SweepPlan;
import org.shaketable.training.run.RunSpec;

/**
 * A night's share of a sweep: as many replicates as its file asks for, with numbers that no other
 * night has, {@code 1000 x days since 2000-01-01} and those that follow. The same date gives the
 * same runs.
 */
record NightShare(LocalDate night, int first, int replicates) {
  private static final int MOST = 1000;
  private static final LocalDate ORIGIN = LocalDate.of(2000, 1, 1);
  private static final LocalDate END = LocalDate.of(5000, 1, 1);

  /** The share of a date. */
  static NightShare of(SweepConfig config, LocalDate night) {
    if (night.isBefore(ORIGIN) || !night.isBefore(END)) {
      throw new Mistake(
          "Invalid date: expected one in [%s, %s), found %s".formatted(ORIGIN, END, night));
    }
    refuseMany("replicates", config.replicates());
    refuseMany("clean-replicates", config.cleanReplicates());
    int day = Math.toIntExact(ChronoUnit.DAYS.between(ORIGIN, night));
    return new NightShare(night, MOST * day, config.replicates());
  }

  private static void refuseMany(String key, int number) {
    if (number > MOST) {
      throw new Mistake(
          "Invalid %s: expected at most %d a night, found %d; ask for fewer, the nights add up"
              .formatted(key, MOST, number));
    }
  }

  /** The runs of this night. */
  SweepPlan plan(SweepConfig config) {
    return new SweepPlan(
        config,
        config.runs().stream().map(spec -> PlannedRun.of(config.sweep(), tonight(spec))).toList());
  }

  private RunSpec tonight(RunSpec spec) {
    return spec.with(first + spec.replicate());
  }

  /** The night as tables and directories name it. */
  String name() {
    return night.toString();
  }
}
