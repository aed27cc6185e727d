package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** A composition against its parts. */
@Table(name = "interactions", row = "one composition", analysed = true)
public record InteractionRow(
    @Embedded Condition condition,
    @Column(meaning = "share of collapses under all parts at once", better = Direction.LOWER)
        double collapseRate,
    @Column(meaning = "share of collapses if the parts acted independently") double expected,
    @Column(meaning = "what there is more of it", better = Direction.LOWER) double interaction,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "runs of the composition and of its parts that had learned") int n,
    @Column(
            meaning =
                "what the interval says: more or less than independent, independent as far as told,"
                    + " or undecided")
        String verdict,
    @Column(meaning = "why there is no estimate; null where there is one") String reason) {}
