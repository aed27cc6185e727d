package org.shaketable.jobs.sweep;

/** What work takes by the clock. */
public final class Elapsed {
  private Elapsed() {}

  /** Seconds that work takes, done once. */
  public static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
