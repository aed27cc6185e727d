package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code collapse_sensitivity}: collapse by another definition. */
@Table(name = "collapse_sensitivity", row = "one definition of collapse", analysed = true)
public record CollapseSensitivityRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "share of the twin's performance below which a run must fall") double share,
    @Column(meaning = "evaluations in a row") int consecutive,
    @Column(meaning = "evaluations of the trailing mean") int smoothing,
    @Column(
            meaning =
                "evaluations from one that counts to the next: 2 is as if the sweep had half of"
                    + " them")
        int cadence,
    @Column(meaning = "the probability with which a new clean run leaves the clean band")
        double bandOutside,
    @Column(meaning = "share of runs that collapse by it", better = Direction.LOWER)
        double collapseRate,
    @Column(
            meaning =
                "Kendall's tau between the conditions' collapse rates by it and by the default")
        double kendallTau,
    @Column(meaning = "whether tau is at least 0.8; null where it is not defined")
        Boolean rankingHolds,
    @Column(meaning = "conditions ranked") int conditions,
    @Column(meaning = "runs that had learned") int n) {}
