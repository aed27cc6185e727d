package org.shaketable.perturbation;

/** A disturbance that keeps the mean of its realised magnitude. */
abstract class Recording implements Disturbance {
  private double sum;
  private double weight;

  /** One event, or one thing touched, of this realised magnitude. */
  final void record(double magnitude) {
    record(magnitude, 1);
  }

  /** {@code count} things whose realised magnitudes add up to {@code total}. */
  final void record(double total, double count) {
    sum += total;
    weight += count;
  }

  @Override
  public final void acted(double totals, double counts) {
    sum = totals;
    weight = counts;
  }

  /** Mean over all that was recorded; NaN where nothing was. */
  @Override
  public double realisedMagnitude() {
    return weight == 0 ? Double.NaN : sum / weight;
  }
}
