package org.shaketable.analytics.table;

/**
 * One row of the table {@code variance_shares}: what the variance of the retained performance goes
 * with.
 */
@Table(
    name = "variance_shares",
    row = "one factor of a configuration, or what remains",
    analysed = true)
public record VarianceShareRow(
    @Embedded ConfigurationKey configuration,
    @Column(meaning = "factor, interaction (of two), interactions (all) or residual") String kind,
    @Column(meaning = "its name") String factor,
    @Column(meaning = "share of the variance") double share,
    @Column(meaning = "runs with a retained performance") int n) {}
