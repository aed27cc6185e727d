package org.shaketable.analytics.table;

/**
 * One row of the table {@code agreement}: whether two workloads are broken by the same families.
 */
@Table(name = "agreement", row = "one pair of workloads and measure", analysed = true)
public record AgreementRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the first workload") String workload,
    @Column(meaning = "the other workload") String otherWorkload,
    @Column(
            meaning =
                "what families are ranked by: dose_survival, each over its own range; or"
                    + " excess_loss, over the doses that both workloads met")
        String measure,
    @Column(meaning = "families on a schedule that both workloads met; five are needed")
        int families,
    @Column(
            meaning =
                "Kendall's tau_b of the two rankings, 1 where they are the same and -1 where one is"
                    + " the other upside down; null where it is not defined")
        double tau,
    @Column(
            meaning =
                "lower end of its interval, were all pairs of families in opposite order that some"
                    + " workload does not tell apart; null where no pair is told apart by both")
        double lower,
    @Column(meaning = "upper end of it, were all of them in the same order; null likewise")
        double upper,
    @Column(meaning = "coverage of the interval, which holds at least") double level,
    @Column(meaning = "seeds that both workloads share, by which families are told apart")
        int seeds,
    @Column(meaning = "share of random orders of the families that agree or disagree as much")
        double p,
    @Column(
            meaning =
                "alike where the whole interval is above 0 and p below 1 - level, contrary where it"
                    + " is below, undecided between, cannot be said where there is no tau")
        String verdict,
    @Column(meaning = "why it cannot be said, or has no interval; null where it has one")
        String reason) {}
