package org.shaketable.training.bench;

import java.util.Arrays;

/**
 * Processor time of a full training step over several rounds, in microseconds.
 *
 * @param step the network and batch, e.g. {@code 4-64-64-10 batch 64}
 * @param contender what was timed, e.g. {@code vector}
 * @param median the median of the rounds' means
 * @param low first quartile of the rounds
 * @param high third quartile of the rounds
 */
public record StepTime(
    String step, String contender, double median, double low, double high, int rounds) {

  static StepTime of(String step, String contender, double[] micros) {
    double[] sorted = micros.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new StepTime(
        step,
        contender,
        sorted[Math.round(last * 0.5f)],
        sorted[Math.round(last * 0.25f)],
        sorted[Math.round(last * 0.75f)],
        sorted.length);
  }

  /** How many times as long {@code other} takes. */
  public double speedOver(StepTime other) {
    return other.median / median;
  }
}
