package org.shaketable.analytics.table;

/** One row of the table {@code flags}: runs that a sweep may not have meant. */
@Table(
    name = "flags",
    row = "one kind of runs that say nothing about stability though they look well",
    analysed = true)
public record FlagRow(
    @Embedded ConfigurationKey configuration,
    @Column(
            meaning =
                "same_as_twin: disturbed, and equal to its clean twin in every bit; no_loss: no"
                    + " evaluation has a loss, so nothing was learned from")
        String flag,
    @Column(meaning = "clean, placebo, infinitesimal or perturbed") Role role,
    @Column(meaning = "families of their exposures; null unless perturbed") String family,
    @Column(meaning = "runs that are so") int runs,
    @Column(meaning = "of how many of this role and family") int ofRuns,
    @Column(meaning = "the run among them whose id is first, to be looked at") String runId) {}
