package org.shaketable.jobs.calibrate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Magnitudes as people write them: three significant digits. */
final class Significant {
  private Significant() {}

  static double round(double value) {
    return new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN)).doubleValue();
  }

  static String text(double value) {
    return new BigDecimal(Double.toString(round(value))).stripTrailingZeros().toPlainString();
  }
}
