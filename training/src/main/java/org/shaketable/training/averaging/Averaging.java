package org.shaketable.training.averaging;

import java.util.function.Supplier;

/** Who averages for the trainings of a thread. */
public final class Averaging {
  private static final ThreadLocal<Averager> HERE = new ThreadLocal<>();

  private Averaging() {}

  /** What a training gives while this averages for it. */
  public static <T> T by(Averager averager, Supplier<T> training) {
    Averager before = HERE.get();
    HERE.set(averager);
    try {
      return training.get();
    } finally {
      HERE.set(before);
    }
  }

  /** The same training for another thread: who averages here averages there. */
  public static <T> Supplier<T> carried(Supplier<T> training) {
    Averager averager = HERE.get();
    return () -> by(averager, training);
  }

  /**
   * Who averages for this thread.
   *
   * @throws IllegalArgumentException where nobody does
   */
  public static Averager here() {
    Averager averager = HERE.get();
    if (averager == null) {
      throw new IllegalArgumentException(
          "Cannot train data-parallel here: expected the driver of Spark, whose tasks are the"
              + " workers, found a process or a task without any; use sweep, audit, nightly or"
              + " replay");
    }
    return averager;
  }
}
