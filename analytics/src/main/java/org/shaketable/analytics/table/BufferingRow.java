package org.shaketable.analytics.table;

/** One row of the table {@code buffering}: what controlled stochasticity gains. */
@Table(name = "buffering", row = "one kind of controlled stochasticity", analysed = true)
public record BufferingRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "which knob is turned") String stochasticityKind,
    @Column(meaning = "levels tried, none among them") int levels,
    @Embedded Estimate estimate) {}
