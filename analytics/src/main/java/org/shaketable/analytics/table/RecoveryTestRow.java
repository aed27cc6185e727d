package org.shaketable.analytics.table;

/** One row of the table {@code recovery_tests}: a log-rank test of times to recovery. */
@Table(name = "recovery_tests", row = "one log-rank test", analysed = true)
public record RecoveryTestRow(
    @Embedded DimensionKey dimension,
    @Column(
            meaning =
                "what is compared: the conditions of a dimension, or the dimensions of a"
                    + " configuration (then dimension is null)")
        String between,
    @Column(meaning = "the statistic") double chiSquare,
    @Column(meaning = "groups less 1") int degreesOfFreedom,
    @Column(meaning = "p of equal times; null where there is no test") double p,
    @Column(meaning = "groups compared") int groups,
    @Column(meaning = "recoveries in them") int recoveries,
    @Column(meaning = "runs in them") int n) {}
