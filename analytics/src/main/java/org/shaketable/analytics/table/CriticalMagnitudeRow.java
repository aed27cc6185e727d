package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/**
 * One row of the table {@code critical_magnitudes}: the magnitude at which half of the runs are
 * lost.
 */
@Table(
    name = "critical_magnitudes",
    row = "one dose curve, which is all magnitudes of a family",
    analysed = true)
public record CriticalMagnitudeRow(
    @Embedded DoseCurveKey curve,
    @Column(
            meaning =
                "magnitude at which half of the runs are lost, in the family's unit; null where"
                    + " there is a bracket or nothing",
            better = Direction.HIGHER)
        double magnitude,
    @Column(meaning = "lower end of its interval or bracket; 0 where no magnitude shows it")
        double lower,
    @Column(meaning = "upper end of its interval or bracket; infinite where no magnitude shows it")
        double upper,
    @Column(meaning = "nominal coverage") double level,
    @Column(
            meaning =
                "profile (of the penalised likelihood) or bracket (between magnitudes tried, where"
                    + " fewer than two have runs of both kinds); null where there is neither")
        String bounds,
    @Column(meaning = "of the logistic curve over the logarithm of the magnitude, by Firth")
        double intercept,
    @Column(meaning = "of the same curve, per decade") double slope,
    @Column(meaning = "p of no trend against more being lost at higher magnitudes, exact")
        double trendP,
    @Column(meaning = "whether the data agree with loss never becoming rarer with magnitude")
        Boolean monotone,
    @Column(meaning = "p of loss never becoming rarer with magnitude") double monotoneP,
    @Column(meaning = "share of placebos lost beside these runs; null without placebo")
        double placeboLost,
    @Embedded AbovePlacebo abovePlacebo,
    @Column(meaning = "runs") int n,
    @Column(meaning = "why there is no critical magnitude; null where there is one")
        String reason) {

  /** The critical magnitude beyond chance. */
  public record AbovePlacebo(
      @Column(
              meaning =
                  "magnitude at which half of the runs are lost that chance alone leaves: where"
                      + " (1 + placebo_lost) / 2 are; null without placebo, or with a bracket or"
                      + " nothing",
              better = Direction.HIGHER)
          double magnitudeAbovePlacebo,
      @Column(
              meaning =
                  "lower end of its interval or bracket, were the placebos' share the least of its"
                      + " own interval")
          double lowerAbovePlacebo,
      @Column(meaning = "upper end, were it the largest; the interval covers at least the level")
          double upperAbovePlacebo) {}
}
