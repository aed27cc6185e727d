package org.shaketable.analytics.table;

/** One row of the table {@code decoupling}: what final performance tells of stability. */
@Table(
    name = "decoupling",
    row = "one statistic over the configurations of a workload",
    analysed = true)
public record DecouplingRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the workload") String workload,
    @Column(
            meaning =
                "rank_correlation (of clean final performance with dose survival, without the noise"
                    + " of seeds), observed_correlation (as measured; no interval), or"
                    + " share_among_equals (of the variance of dose survival between configurations"
                    + " that perform alike, beyond the error of seeds)")
        String association,
    @Column(meaning = "the statistic; null where it is not defined") double estimate,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "configurations, left out one at a time") int clusters,
    @Column(meaning = "configurations that the statistic rests on") int n,
    @Column(meaning = "p of no association; of the observed correlation alone") double p,
    @Column(meaning = "configurations without clean seeds or a battery") int leftOut) {}
