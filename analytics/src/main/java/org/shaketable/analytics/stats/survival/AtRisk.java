package org.shaketable.analytics.stats.survival;

import java.util.Arrays;

/** Events and runs at risk at each distinct event time, ascending. */
final class AtRisk {
  private final double[] times;
  private final int[] atRisk;
  private final int[] events;

  private AtRisk(double[] times, int[] atRisk, int[] events) {
    this.times = times;
    this.atRisk = atRisk;
    this.events = events;
  }

  /** Number of distinct event times. */
  int size() {
    return times.length;
  }

  double time(int i) {
    return times[i];
  }

  /** Runs without event or censoring before that time. */
  int atRisk(int i) {
    return atRisk[i];
  }

  int events(int i) {
    return events[i];
  }

  static AtRisk of(double[] times, boolean[] events) {
    check(times, events);
    double[] distinct = distinctEventTimes(times, events);
    int[] atRisk = new int[distinct.length];
    int[] happened = new int[distinct.length];
    for (int run = 0; run < times.length; run++) {
      int place = Arrays.binarySearch(distinct, times[run]);
      if (place >= 0 && events[run]) {
        happened[place]++;
      }
      int last = place >= 0 ? place : -place - 2;
      if (last >= 0) {
        atRisk[last]++;
      }
    }
    // A run at risk at one event time was so at every earlier one.
    for (int i = distinct.length - 2; i >= 0; i--) {
      atRisk[i] += atRisk[i + 1];
    }
    return new AtRisk(distinct, atRisk, happened);
  }

  private static double[] distinctEventTimes(double[] times, boolean[] events) {
    double[] all = new double[times.length];
    int n = 0;
    for (int run = 0; run < times.length; run++) {
      if (events[run]) {
        all[n++] = times[run];
      }
    }
    return Arrays.stream(all, 0, n).sorted().distinct().toArray();
  }

  private static void check(double[] times, boolean[] events) {
    if (times.length != events.length) {
      throw new IllegalArgumentException(
          "Invalid times: expected one event flag each, found "
              + times.length
              + " and "
              + events.length);
    }
    for (double time : times) {
      if (!(time >= 0)) {
        throw new IllegalArgumentException(
            "Invalid time: expected a number of at least 0, found " + time);
      }
    }
  }
}
