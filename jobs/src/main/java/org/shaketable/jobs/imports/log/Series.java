package org.shaketable.jobs.imports.log;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What was logged of one quantity of a run: its values by ascending steps, each step once.
 *
 * <p>Values may be NaN or infinite where the log says so; a step without a value is not there.
 */
public final class Series implements Serializable {
  private static final long serialVersionUID = 1;

  private final long[] steps;
  private final double[] values;

  Series(long[] steps, double[] values) {
    this.steps = steps;
    this.values = values;
  }

  /** How many values. */
  public int size() {
    return steps.length;
  }

  /** The step of the value of that number. */
  public long step(int index) {
    return steps[index];
  }

  /** The value of that number. */
  public double value(int index) {
    return values[index];
  }

  /** The number of the last value at or before a step; -1 where there is none. */
  public int lastUntil(long step) {
    int found = Arrays.binarySearch(steps, step);
    return found >= 0 ? found : -found - 2;
  }

  /** The step of the last value; -1 of an empty series. */
  public long lastStep() {
    return steps.length == 0 ? -1 : steps[steps.length - 1];
  }

  /** What is before a step. */
  Series before(long step) {
    int end = lastUntil(step - 1) + 1;
    return new Series(Arrays.copyOf(steps, end), Arrays.copyOf(values, end));
  }

  /** This with what comes behind its last step. */
  Series then(Series later) {
    return new Series(
        IntStream.range(0, size() + later.size())
            .mapToLong(i -> i < size() ? steps[i] : later.steps[i - size()])
            .toArray(),
        IntStream.range(0, size() + later.size())
            .mapToDouble(i -> i < size() ? values[i] : later.values[i - size()])
            .toArray());
  }

  /**
   * The mean of the last {@code window} values up to each one: past only. A value that is not
   * finite makes the means that hold it not finite.
   */
  public Series meanOfLast(int window) {
    double[] means = new double[size()];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      int from = Math.max(0, i - window + 1);
      for (int j = from; j <= i; j++) {
        sum += values[j];
      }
      means[i] = sum / (i - from + 1);
    }
    return new Series(steps, means);
  }

  /** The median distance of neighbouring steps; 0 for fewer than two. */
  public long medianGap() {
    long[] gaps =
        IntStream.range(1, size()).mapToLong(i -> steps[i] - steps[i - 1]).sorted().toArray();
    return gaps.length == 0 ? 0 : gaps[gaps.length / 2];
  }
}
