package org.shaketable.analytics.detection;

/**
 * A weighted sum of what is known of the past.
 *
 * @param weights one of each number of the windows; 0 for one that is not used
 */
@SuppressWarnings("ArrayRecordComponent")
public record LinearModel(double[] weights) implements LearnedModel {

  @Override
  public double score(double[] windows) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      // A missing number is where clean runs are.
      sum += Double.isNaN(windows[i]) ? 0 : weights[i] * windows[i];
    }
    return sum;
  }
}
