package org.shaketable.analytics.table;

import java.util.Locale;

/** Who made a run. */
public enum Source {
  /** A learner at home. */
  TRAINED,
  /** A program of the user's, shaken by hooks that call home. */
  PROGRAM,
  /** DL4J's data-parallel training over Spark. */
  DATA_PARALLEL,
  /** Logs of trainings that ran elsewhere. */
  IMPORTED;

  /** The word in tables, e.g. {@code data_parallel}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
