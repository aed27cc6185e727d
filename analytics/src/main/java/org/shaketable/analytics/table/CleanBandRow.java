package org.shaketable.analytics.table;

/** One row of the table {@code clean_bands}: where clean runs stay at one evaluation. */
@Table(
    name = "clean_bands",
    row = "one evaluation of a configuration at a level of stochasticity",
    analysed = true)
public record CleanBandRow(
    @Embedded ControlKey control,
    @Column(meaning = "number of the evaluation") int evaluation,
    @Column(meaning = "lower edge, in the workload's unit; minus infinity where too many left")
        double lower,
    @Column(meaning = "median of the clean runs") double median,
    @Column(meaning = "upper edge; infinity where too many left") double upper,
    @Column(
            meaning =
                "probability that a whole new clean run leaves the band at any evaluation; null"
                    + " for one or two clean runs, whose range it is")
        double outside,
    @Column(meaning = "clean runs that have a value there") int n) {}
