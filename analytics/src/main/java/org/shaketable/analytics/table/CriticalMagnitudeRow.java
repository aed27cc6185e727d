package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/**
 * One row of the table {@code critical_magnitudes}: the magnitude at which half of the runs
 * collapse.
 */
@Table(
    name = "critical_magnitudes",
    row = "one dose curve, which is all magnitudes of a family",
    analysed = true)
public record CriticalMagnitudeRow(
    @Embedded DoseCurveKey curve,
    @Column(
            meaning =
                "magnitude at which half of the runs that had learned collapse, in the family's"
                    + " unit; null where there is none",
            better = Direction.HIGHER)
        double magnitude,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "lower end by the delta method") double deltaLower,
    @Column(meaning = "upper end by the delta method") double deltaUpper,
    @Column(meaning = "lower end by the bootstrap") double bootstrapLower,
    @Column(meaning = "upper end by the bootstrap") double bootstrapUpper,
    @Column(meaning = "of the logistic curve over the logarithm of the magnitude") double intercept,
    @Column(meaning = "of the same curve") double slope,
    @Column(meaning = "p of no slope") double slopeP,
    @Column(meaning = "whether the data agree with collapse never becoming rarer with magnitude")
        Boolean monotone,
    @Column(meaning = "p of collapse never becoming rarer with magnitude") double monotoneP,
    @Column(meaning = "runs that had learned") int n,
    @Column(meaning = "why there is no critical magnitude; null where there is one")
        String reason) {}
