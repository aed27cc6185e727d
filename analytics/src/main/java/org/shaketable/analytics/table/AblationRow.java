package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** What a score loses without some of its features. */
@Table(
    name = "ablation",
    row = "one score of one workload without a feature, a group of features, or nothing",
    analysed = true)
public record AblationRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the workload, with all its configurations") String workload,
    @Column(meaning = "the score: meta_state_t2 or learned_linear, fitted anew without them")
        String detector,
    @Column(meaning = "the feature or the group that was taken away; null for none") String removed,
    @Column(meaning = "none, feature or group") String kind,
    @Column(meaning = "features that are left") int features,
    @Column(
            meaning =
                "of pairs of standing runs of one condition, one of which is to collapse: share in"
                    + " which it scores higher",
            better = Direction.HIGHER)
        double concordance,
    @Column(meaning = "lower end of its interval") double concordanceLower,
    @Column(meaning = "upper end of its interval") double concordanceUpper,
    @Column(
            meaning =
                "concordance with all features less the one without; below 0 it is better without")
        Double concordanceLoss,
    @Column(meaning = "lower end of its interval") Double lossLower,
    @Column(meaning = "upper end of its interval") Double lossUpper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "pairs") long pairs,
    @Column(meaning = "runs that were to collapse") int cases,
    @Column(meaning = "runs that were not") int controls,
    @Column(meaning = "seeds that have pairs") int seeds) {}
