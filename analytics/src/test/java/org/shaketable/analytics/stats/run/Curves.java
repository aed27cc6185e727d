package org.shaketable.analytics.stats.run;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.shaketable.analytics.stats.curve.Curve;

/** Small curves for tests: evaluation i is at step 10 i. */
final class Curves {
  private Curves() {}

  static Curve of(double... performance) {
    double[] loss = new double[performance.length];
    Arrays.fill(loss, 1);
    return of(performance, loss);
  }

  static Curve of(double[] performance, double[] loss) {
    return Curve.of(steps(performance.length), performance, loss);
  }

  static Curve ofLoss(double... loss) {
    double[] performance = new double[loss.length];
    Arrays.fill(performance, 1);
    return of(performance, loss);
  }

  static long[] steps(int n) {
    return LongStream.range(0, n).map(i -> 10 * i).toArray();
  }

  /** Value repeated. */
  static double[] flat(double value, int n) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }
}
