package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.detection.Sustained;

/**
 * What one detector made of one run, up to its collapse.
 *
 * @param since step of the first of the exceedances in a row that make the alarm; null for none
 * @param known step at which it is known, that of the third; null for none
 * @param maximum largest score that was held for three evaluations; null for none
 * @param completeness share of evaluations that have a score
 */
public record Alarm(Long since, Long known, Double maximum, double completeness)
    implements Serializable {

  /**
   * The first alarm of a series of scores.
   *
   * @param steps the steps of the run at each evaluation
   * @param threshold null where there is none: then there is no alarm
   */
  public static Alarm of(double[] scores, long[] steps, Double threshold) {
    double maximum = Sustained.maximum(scores, Sustained.CONSECUTIVE);
    OptionalInt known =
        threshold == null
            ? OptionalInt.empty()
            : Sustained.alarm(scores, threshold, Sustained.CONSECUTIVE);
    long scored = IntStream.range(0, scores.length).filter(i -> !Double.isNaN(scores[i])).count();
    return new Alarm(
        known.isPresent() ? (Long) steps[known.getAsInt() + 1 - Sustained.CONSECUTIVE] : null,
        known.isPresent() ? (Long) steps[known.getAsInt()] : null,
        maximum == Double.NEGATIVE_INFINITY ? null : (Double) maximum,
        scores.length == 0 ? Double.NaN : (double) scored / scores.length);
  }
}
