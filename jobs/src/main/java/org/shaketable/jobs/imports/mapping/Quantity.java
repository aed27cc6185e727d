package org.shaketable.jobs.imports.mapping;

import java.io.Serializable;
import java.util.Objects;
import org.shaketable.refusal.Refusal;

/**
 * A series and what it is.
 *
 * @param series its name in the log
 * @param unit empty where it has none
 * @param logarithmic whether it is positive by nature and analysed as its logarithm
 * @param meanOfLast how many values, past only, it is the mean of; 1 for the value itself
 */
public record Quantity(String series, String unit, Boolean logarithmic, Integer meanOfLast)
    implements Serializable {
  public Quantity {
    Objects.requireNonNull(series);
    unit = unit == null ? "" : unit;
    logarithmic = logarithmic != null && logarithmic;
    meanOfLast = meanOfLast == null ? 1 : meanOfLast;
    if (meanOfLast < 1) {
      throw new Refusal("mean-of-last", "expected 1 or more, found " + meanOfLast);
    }
  }
}
