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
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the interval") double level,
    @Column(meaning = "seeds that both workloads share, by which the interval is drawn") int seeds,
    @Column(meaning = "share of random orders of the families that agree or disagree as much")
        double p,
    @Column(
            meaning =
                "alike where the whole interval is above 0 and p below 1 - level, contrary where it"
                    + " is below, undecided between, cannot be said where there is no tau")
        String verdict,
    @Column(meaning = "why it cannot be said; null where it can") String reason) {}
