package org.shaketable.analytics.table;

/** One row of the table {@code comparisons}: one configuration against another. */
@Table(
    name = "comparisons",
    row =
        "one outcome of one configuration against another's, over the exposures that both met, of"
            + " one dimension or of all",
    analysed = true)
public record ComparisonRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the first workload") String workload,
    @Column(meaning = "its configuration; empty for the only one") String configuration,
    @Column(meaning = "the workload that it stands against") String otherWorkload,
    @Column(meaning = "its configuration; empty for the only one") String otherConfiguration,
    @Column(meaning = "the dimension of the exposures; null for all together") String dimension,
    @Column(
            meaning =
                "lost or retained_performance, whose difference is estimated, or"
                    + " probability_of_improvement: that the first retains more than the other at"
                    + " one exposure and seed, ties counting half")
        String outcome,
    @Column(meaning = "exposures that both met: family, magnitude, schedule and stochasticity")
        int exposures,
    @Column(meaning = "the first's mean; null for a probability") double own,
    @Column(meaning = "the other's mean; null for a probability") double other,
    @Embedded Estimate estimate) {}
