package org.shaketable.analytics.table;

import java.util.List;
import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code configurations}: what a setting reaches and what it survives. */
@Table(
    name = "configurations",
    row = "one configuration of a workload that has several",
    analysed = true)
public record ConfigurationRow(
    @Embedded ConfigurationKey key,
    @Column(meaning = "the settings in which the workload's configurations differ")
        List<SettingRow> configurationSettings,
    @Column(meaning = "what performance is, as in mean reward of an episode")
        String performanceName,
    @Column(
            meaning =
                "mean final performance of clean runs whose seeds the battery does not use, in the"
                    + " workload's unit: over the last tenth of the evaluations; null where there"
                    + " is none")
        double performance,
    @Column(meaning = "lower end of its interval (Student's t); null where there is none")
        double performanceLower,
    @Column(meaning = "upper end of its interval; null where there is none")
        double performanceUpper,
    @Column(
            meaning =
                "dose survival over the battery that all configurations meet, mean over families"
                    + " and then over dimensions, divided by the share not lost of undisturbed"
                    + " runs; null without a battery",
            unit = "share",
            better = Direction.HIGHER)
        double survival,
    @Column(meaning = "lower end of its interval, over seeds; null where there is none")
        double survivalLower,
    @Column(meaning = "upper end of its interval; null where there is none") double survivalUpper,
    @Column(meaning = "nominal coverage of both intervals") double level,
    @Column(meaning = "clean runs that the performance rests on") int cleanRuns,
    @Column(meaning = "seeds that the survival rests on") int seeds,
    @Column(meaning = "clean runs and placebos of these seeds") int undisturbedRuns,
    @Column(meaning = "those of them that are lost") int undisturbedLost,
    @Column(
            meaning =
                "whether no other configuration of the workload performs at least as well and"
                    + " survives at least as much, and more of one; by the estimates")
        boolean frontier) {}
