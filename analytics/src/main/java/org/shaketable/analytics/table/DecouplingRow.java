package org.shaketable.analytics.table;

/** One row of the table {@code decoupling}: the association of final performance with stability. */
@Table(name = "decoupling", row = "one kind of association", analysed = true)
public record DecouplingRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "spearman, kendall or pearson") String association,
    @Column(meaning = "association of final performance with stability over conditions")
        double estimate,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "dose curves, left out one at a time") int clusters,
    @Column(meaning = "conditions") int n,
    @Column(meaning = "p of no association") double p,
    @Column(meaning = "p adjusted for the kinds of association (Benjamini and Hochberg)")
        double pAdjusted,
    @Column(meaning = "conditions without one of the two numbers") int leftOut) {}
