package org.shaketable.training.bench;

import java.util.Arrays;

/**
 * Steps of the environment per second of processor time on one core, over several rounds.
 *
 * @param what was timed
 * @param median of the rounds
 * @param low first quartile of the rounds
 * @param high third quartile of the rounds
 */
public record StepsPerSecond(String what, double median, double low, double high, int rounds) {

  static StepsPerSecond of(String what, double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new StepsPerSecond(
        what,
        sorted[Math.round(last * 0.5f)],
        sorted[Math.round(last * 0.25f)],
        sorted[Math.round(last * 0.75f)],
        sorted.length);
  }
}
