package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code fragility_ranks}: where a condition stands among all of a sweep. */
@Table(name = "fragility_ranks", row = "one condition", analysed = true)
public record FragilityRankRow(
    @Embedded Condition condition,
    @Column(
            meaning =
                "what conditions are ranked by: excess_loss, or lost where the sweep has no"
                    + " placebo")
        String measure,
    @Column(meaning = "the condition's mean of that over seeds", better = Direction.LOWER)
        double value,
    @Column(meaning = "least rank that it may have; 1 is the most fragile") int rankLower,
    @Column(meaning = "largest rank that it may have") int rankUpper,
    @Column(meaning = "how many conditions are ranked") int conditions,
    @Column(
            meaning =
                "whether more of its runs are lost than under placebo, by the same simultaneous"
                    + " test; null where the sweep has no placebo",
            better = Direction.LOWER)
        Boolean abovePlacebo,
    @Column(
            meaning =
                "probability with which all sets of ranks hold the true ranks at once, nominally")
        double level,
    @Column(meaning = "seeds") int n) {}
