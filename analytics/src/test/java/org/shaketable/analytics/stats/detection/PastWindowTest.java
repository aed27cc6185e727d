package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * NumPy 2.4.6, tolerance 1e-12: {@code mean} and {@code std} of each window before a value; {@code
 * nanmean} of both windows of a fall (1.24.2); {@code polyfit} of degree 1 and, of what is left of
 * each window, {@code var(ddof=1)}, {@code corrcoef} with itself one later, and the bias-corrected
 * third moment.
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
  void fallsEqualNumPy() {
    double[] expected = {
      NAN,
      NAN,
      NAN,
      NAN,
      NAN,
      NAN,
      -2.0,
      -4.5,
      -4.166666666666666,
      -0.3333333333333335,
      -2.4000000000000004,
      -1.2000000000000002,
      3.3499999999999996,
      -1.6500000000000004
    };

    assertNear("fall", PastWindow.fall(VALUES, 6, 2), expected, TOLERANCE);
  }

  @Test
  void earlyWarningSignalsEqualNumPy() {
    double[] variance = {
      NAN,
      NAN,
      NAN,
      0.225,
      0.26666666666666655,
      0.4,
      2.025,
      1.125,
      NAN,
      NAN,
      NAN,
      NAN,
      8.025,
      22.725
    };
    double[] autocorrelation = {
      NAN,
      NAN,
      NAN,
      -0.7697939055999249,
      -0.7857142857142857,
      -0.5694947974514993,
      -0.5694947974514994,
      -0.7559289460184548,
      NAN,
      NAN,
      NAN,
      NAN,
      -0.7472579727177568,
      -0.500742022932172
    };
    double[] skewness = {
      NAN,
      NAN,
      NAN,
      -1.1477896692463005,
      0,
      0.6324555320336751,
      -0.6324555320336761,
      -1.4142135623730931,
      NAN,
      NAN,
      NAN,
      NAN,
      1.505373167003684,
      -0.0068539450800027615
    };

    assertNear("variance", DetrendedWindows.of(VALUES, 4).variance(), variance, TOLERANCE);
    assertNear(
        "autocorrelation",
        DetrendedWindows.of(VALUES, 4).autocorrelation(),
        autocorrelation,
        TOLERANCE);
    assertNear("skewness", DetrendedWindows.of(VALUES, 4).skewness(), skewness, TOLERANCE);
  }

  @Test
  void whatComesLaterChangesNothing() {
    double[] changed = VALUES.clone();
    changed[VALUES.length - 1] = -1000;
    int before = VALUES.length - 1;

    assertThat(Arrays.copyOf(PastWindow.cumulativeSum(changed, 6), before))
        .isEqualTo(Arrays.copyOf(PastWindow.cumulativeSum(VALUES, 6), before));
    assertThat(Arrays.copyOf(DetrendedWindows.of(changed, 4).variance(), before))
        .isEqualTo(Arrays.copyOf(DetrendedWindows.of(VALUES, 4).variance(), before));
  }

  @Test
  void aPastThatDoesNotVaryJudgesNothing() {
    double[] flat = {3, 3, 3, 3, 3, 3, 900, 3};

    assertThat(PastWindow.cumulativeSum(flat, 5)).startsWith(0, 0, 0, 0, 0, 0, 0);
    assertThat(DetrendedWindows.of(flat, 4).variance()[4]).isZero();
    assertThat(DetrendedWindows.of(flat, 4).autocorrelation()[4]).isNaN();
    assertThat(PastWindow.cumulativeSum(new double[0], 5)).isEmpty();
  }
}
