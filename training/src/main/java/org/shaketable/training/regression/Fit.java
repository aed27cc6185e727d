package org.shaketable.training.regression;

import org.shaketable.training.workload.Objective;

/** How predictions fit numbers. */
final class Fit {
  /** What the performance of a regression is. */
  static final Objective OBJECTIVE =
      new Objective("R² on held-back data", "", Objective.Goal.MAXIMISE);

  private Fit() {}

  /**
   * Coefficient of determination: 1 less the squared errors over the squared distances of the
   * numbers from their mean. 1 is a perfect fit, 0 as good as the mean; no lower bound. NaN where
   * all numbers are equal.
   */
  static double determination(float[] predicted, float[] numbers) {
    double mean = 0;
    for (float number : numbers) {
      mean += number;
    }
    mean /= numbers.length;
    double spread = 0;
    for (float number : numbers) {
      spread += (number - mean) * (number - mean);
    }
    double errors = 2 * numbers.length * loss(predicted, numbers);
    return spread == 0 ? Double.NaN : 1 - errors / spread;
  }

  /** Mean of half the squared errors; of standardised numbers in nats. */
  static double loss(float[] predicted, float[] numbers) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      double error = (double) predicted[i] - numbers[i];
      sum += error * error;
    }
    return sum / (2 * numbers.length);
  }
}
