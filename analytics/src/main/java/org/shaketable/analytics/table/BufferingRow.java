package org.shaketable.analytics.table;

/**
 * One row of the table {@code buffering}: what controlled stochasticity gains, and what it costs.
 */
@Table(
    name = "buffering",
    row = "one endpoint of one kind of controlled stochasticity",
    analysed = true)
public record BufferingRow(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "which knob is turned") String stochasticityKind,
    @Column(meaning = "levels tried under exposures, none among them") int levels,
    @Column(
            meaning =
                "not_lost or retained_performance at equal exposure, or clean_performance, what the"
                    + " same levels gain or cost without any; each less the same without"
                    + " stochasticity, paired by seed")
        String endpoint,
    @Column(
            meaning =
                "level that judges the first half of the seeds, chosen by the second as the one of"
                    + " which least is lost; 1 / size of a minibatch")
        double chosenByOne,
    @Column(meaning = "level that judges the second half, chosen by the first")
        double chosenByOther,
    @Embedded Estimate estimate) {}
