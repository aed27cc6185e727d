package org.shaketable.jobs.imports.mapping;

import java.io.Serializable;
import java.util.Objects;
import org.shaketable.analytics.stats.curve.Direction;

/**
 * The series that says how good a run is.
 *
 * @param series its name in the log
 * @param better which values are the better ones
 * @param unit empty where it has none
 * @param meanOfLast how many values, past only, it is the mean of; 1 for the value itself
 * @param untrained performance before training; null where the first evaluation says it
 */
public record MappedPerformance(
    String series, Direction better, String unit, Integer meanOfLast, Double untrained)
    implements Serializable {
  public MappedPerformance {
    Objects.requireNonNull(series);
    Objects.requireNonNull(better);
    unit = unit == null ? "" : unit;
    meanOfLast = meanOfLast == null ? 1 : meanOfLast;
  }

  Quantity quantity() {
    return new Quantity(series, unit, false, meanOfLast);
  }
}
