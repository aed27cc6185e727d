package org.shaketable.jobs.imports.log;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Values of one quantity as they are read, in any order of steps. */
final class SeriesBuilder {
  private static final int FIRST_CAPACITY = 64;

  private long[] steps = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;
  private boolean ascending = true;
  private long backwards;

  void add(long step, double value) {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    if (size > 0 && step <= steps[size - 1]) {
      ascending = false;
      backwards += step < steps[size - 1] ? 1 : 0;
    }
    steps[size] = step;
    values[size++] = value;
  }

  /** The series; of a step that was logged several times the value logged last. */
  Series build(String name, SkipCount skips) {
    if (ascending) {
      return new Series(Arrays.copyOf(steps, size), Arrays.copyOf(values, size));
    }
    skips.add(Skip.OUT_OF_ORDER, backwards, "series " + name);
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(i -> steps[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] last =
        IntStream.range(0, size)
            .filter(i -> i == size - 1 || steps[order[i]] != steps[order[i + 1]])
            .map(i -> order[i])
            .toArray();
    skips.add(Skip.REPEATED, size - last.length, "series " + name);
    return new Series(
        Arrays.stream(last).mapToLong(i -> steps[i]).toArray(),
        Arrays.stream(last).mapToDouble(i -> values[i]).toArray());
  }
}
