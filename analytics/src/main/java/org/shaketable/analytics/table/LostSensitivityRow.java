package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code lost_sensitivity}: the primary endpoint with another edge. */
@Table(name = "lost_sensitivity", row = "one edge below which a run is lost", analysed = true)
public record LostSensitivityRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "share of the control group's median below which a run ends that is lost")
        double share,
    @Column(meaning = "share of runs that are lost by it", better = Direction.LOWER) double lost,
    @Column(meaning = "Kendall's tau between the conditions' shares lost by it and by one half")
        double kendallTau,
    @Column(meaning = "whether tau is at least 0.8; null where it is not defined")
        Boolean rankingHolds,
    @Column(meaning = "conditions ranked") int conditions,
    @Column(meaning = "runs of which it is known whether they are lost") int n) {}
