package org.shaketable.analytics.table;

/** One row of the table {@code exclusions}: how many runs some statistic lacks. */
@Table(name = "exclusions", row = "one reason for which some statistics lack runs", analysed = true)
public record ExclusionRow(
    @Embedded ConfigurationKey configuration,
    @Column(meaning = "why") String reason,
    @Column(meaning = "which statistics lack them") String missingFrom,
    @Column(meaning = "runs left out") int runs,
    @Column(meaning = "of how many") int ofRuns) {}
