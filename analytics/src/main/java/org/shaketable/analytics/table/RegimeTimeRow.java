package org.shaketable.analytics.table;

/** One row of the table {@code regime_times}: how long a run stays in a regime. */
@Table(
    name = "regime_times",
    row = "one run and regime, where its clean runs have several",
    analysed = true)
public record RegimeTimeRow(
    @Column(meaning = "the run") String runId,
    @Embedded ControlKey control,
    @Column(meaning = "clean, placebo or perturbed") Role role,
    @Column(meaning = "whether it collapsed; null for a clean run, or where that is not known")
        Boolean collapsed,
    @Column(meaning = "the regime, from 1; 0 outside of all") int regime,
    @Column(meaning = "evaluations that it is there", unit = "evaluations") int evaluations,
    @Column(meaning = "share of its evaluations that have a meta-state") double share) {}
