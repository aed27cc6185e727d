package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * NumPy 2.4.6, tolerance 1e-12: {@code mean} and {@code std} of each window before a value; {@code
 * polyfit} of degree 1 and {@code var} of what is left of each window.
 */
class PastWindowTest {
  private static final double TOLERANCE = 1e-12;
  private static final double NAN = Double.NaN;
  private static final double[] VALUES = {1, 2, 1.5, 3, 2.5, 2, 6, 7, NAN, 4, 9, 2, 2.5, 12};

  @Test
  void theCumulativeSumEqualsNumPy() {
    double[] expected = {
      0,
      0,
      0,
      0,
      0,
      0,
      5.696773353931867,
      7.991858325806604,
      7.991858325806604,
      7.442106466296105,
      9.365946395004269,
      7.376255795520007,
      5.593466668186337,
      7.7321608873637775
    };

    assertNear("sum", PastWindow.cumulativeSum(VALUES, 6), expected, TOLERANCE);
  }

  @Test
  void earlyWarningSignalsEqualNumPy() {
    double[] variance = {
      NAN, NAN, NAN, 0.16875, 0.2, 0.3, 1.51875, 0.84375, NAN, NAN, NAN, NAN, 6.01875, 17.04375
    };
    double[] autocorrelation = {
      NAN,
      NAN,
      NAN,
      -0.7037037037037037,
      -0.75,
      -0.3333333333333333,
      -0.3333333333333333,
      -0.6666666666666666,
      NAN,
      NAN,
      NAN,
      NAN,
      -0.6448598130841121,
      -0.25082508250825075
    };

    PastWindow.Warnings warnings = PastWindow.warnings(VALUES, 4);

    assertNear("variance", warnings.variance(), variance, TOLERANCE);
    assertNear("autocorrelation", warnings.autocorrelation(), autocorrelation, TOLERANCE);
  }

  @Test
  void whatComesLaterChangesNothing() {
    double[] changed = VALUES.clone();
    changed[VALUES.length - 1] = -1000;
    int before = VALUES.length - 1;

    assertThat(Arrays.copyOf(PastWindow.cumulativeSum(changed, 6), before))
        .isEqualTo(Arrays.copyOf(PastWindow.cumulativeSum(VALUES, 6), before));
    assertThat(Arrays.copyOf(PastWindow.warnings(changed, 4).variance(), before))
        .isEqualTo(Arrays.copyOf(PastWindow.warnings(VALUES, 4).variance(), before));
  }

  @Test
  void aPastThatDoesNotVaryJudgesNothing() {
    double[] flat = {3, 3, 3, 3, 3, 3, 900, 3};

    assertThat(PastWindow.cumulativeSum(flat, 5)).startsWith(0, 0, 0, 0, 0, 0, 0);
    assertThat(PastWindow.warnings(flat, 4).variance()[4]).isZero();
    assertThat(PastWindow.warnings(flat, 4).autocorrelation()[4]).isNaN();
    assertThat(PastWindow.cumulativeSum(new double[0], 5)).isEmpty();
  }
}
