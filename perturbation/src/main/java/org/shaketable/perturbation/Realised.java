package org.shaketable.perturbation;

/** Running mean of a realised magnitude over events. */
final class Realised {
  private double sum;
  private long events;

  void add(double magnitude) {
    sum += magnitude;
    events++;
  }

  void add(double total, long count) {
    sum += total;
    events += count;
  }

  /** Mean over all events; NaN before the first. */
  double mean() {
    return events == 0 ? Double.NaN : sum / events;
  }
}
