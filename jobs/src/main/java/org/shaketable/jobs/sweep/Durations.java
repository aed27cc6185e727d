package org.shaketable.jobs.sweep;

/** Durations as people say them. */
public final class Durations {
  private Durations() {}

  /** E.g. {@code 8 s}, {@code 2 min 5 s}, {@code 3 h 20 min}; {@code ?} for NaN. */
  public static String of(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "?";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%,d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }
}
