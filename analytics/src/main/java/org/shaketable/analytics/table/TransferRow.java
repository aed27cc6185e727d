package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** What a score that comes from one place is worth in another. */
@Table(
    name = "transfer",
    row = "one score that comes from a family or a workload, judged on a family or a workload",
    analysed = true)
public record TransferRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the workload that it is judged on") String workload,
    @Column(meaning = "the family that it is judged on; null for all of them") String family,
    @Column(meaning = "the workload that it comes from") String fromWorkload,
    @Column(
            meaning =
                "the family that it was learned from; others for all but the judged one, null for"
                    + " all of the workload")
        String fromFamily,
    @Column(
            meaning =
                "the score: learned_linear, learned from runs of other seeds than those judged, or"
                    + " meta_state_t2, whose model is of clean runs of the workload that it comes"
                    + " from")
        String detector,
    @Column(meaning = "features that both workloads have") int features,
    @Column(
            meaning =
                "of pairs of standing runs of one condition, one of which is to collapse: share in"
                    + " which it scores higher",
            better = Direction.HIGHER)
        double concordance,
    @Column(meaning = "lower end of its interval") double concordanceLower,
    @Column(meaning = "upper end of its interval") double concordanceUpper,
    @Column(
            meaning = "how much it adds to the concordance of what is visible anyway",
            better = Direction.HIGHER)
        double gain,
    @Column(meaning = "lower end of its interval") double gainLower,
    @Column(meaning = "upper end of its interval") double gainUpper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "pairs") long pairs,
    @Column(meaning = "runs that were to collapse") int cases,
    @Column(meaning = "runs that were not") int controls,
    @Column(meaning = "seeds that have pairs") int seeds,
    @Column(
            meaning =
                "runs to collapse that it was learned from; null for meta_state_t2 and for others")
        Integer fromCases) {}
