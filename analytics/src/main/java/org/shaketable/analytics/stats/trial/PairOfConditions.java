package org.shaketable.analytics.stats.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.descriptive.Rounding;

/**
 * Two conditions with their differences, first less second, at the seeds at which they differ by
 * more than {@link Rounding}.
 *
 * @param seeds how many seeds there are at which both are known and differ
 */
@SuppressWarnings("ArrayRecordComponent")
record PairOfConditions(int first, int second, int[] seeds, double[] differences, double norm) {

  /** All pairs of conditions x seeds. */
  static List<PairOfConditions> all(double[][] values) {
    List<PairOfConditions> pairs = new ArrayList<>();
    for (int j = 0; j < values.length; j++) {
      for (int k = j + 1; k < values.length; k++) {
        pairs.add(of(values, j, k));
      }
    }
    return pairs;
  }

  private static PairOfConditions of(double[][] values, int first, int second) {
    int[] seeds =
        IntStream.range(0, values[first].length)
            .filter(i -> Math.abs(difference(values, first, second, i)) > 0)
            .toArray();
    double[] differences =
        IntStream.of(seeds).mapToDouble(i -> difference(values, first, second, i)).toArray();
    double squares = 0;
    for (double difference : differences) {
      squares += difference * difference;
    }
    return new PairOfConditions(first, second, seeds, differences, Math.sqrt(squares));
  }

  private static double difference(double[][] values, int first, int second, int seed) {
    return Rounding.difference(values[first][seed], values[second][seed]);
  }

  /** The sum of the differences over the root of that of their squares; 0 without differences. */
  double statistic() {
    double sum = 0;
    for (double difference : differences) {
      sum += difference;
    }
    return norm == 0 ? 0 : sum / norm;
  }

  /** The statistic with the signs of some seeds turned. */
  double statistic(boolean[] turned) {
    double sum = 0;
    for (int i = 0; i < seeds.length; i++) {
      sum += turned[seeds[i]] ? -differences[i] : differences[i];
    }
    return norm == 0 ? 0 : sum / norm;
  }
}
