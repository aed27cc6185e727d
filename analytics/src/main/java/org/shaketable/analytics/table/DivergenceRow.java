package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/**
 * One row of the table {@code divergence}: how fast trainings part by themselves, from runs that
 * were kicked infinitesimally and no others.
 */
@Table(
    name = "divergence",
    row =
        "one configuration at a level of stochasticity, in parameters and in predictions; none"
            + " where the sweep has no runs that were kicked infinitesimally",
    analysed = true)
public record DivergenceRow(
    @Embedded ControlKey control,
    @Column(meaning = "what the distance to the twin is measured in: parameters or predictions")
        String space,
    @Column(
            meaning =
                "median over pairs of the slope of the logarithm of the distance, before it"
                    + " saturates; null where no pair has distances",
            unit = "1/steps",
            better = Direction.LOWER)
        double rate,
    @Column(
            meaning =
                "whether the rate is known by a lower bound alone: half of the pairs or more"
                    + " saturated too soon for a line",
            better = Direction.LOWER)
        boolean atLeast,
    @Column(
            meaning = "lower end of the interval of order statistics; null below six pairs",
            unit = "1/steps")
        double lower,
    @Column(
            meaning =
                "upper end of it; infinity where it reaches pairs known by a lower bound alone",
            unit = "1/steps")
        double upper,
    @Column(meaning = "nominal coverage of the interval, which holds at least") double level,
    @Column(
            meaning =
                "share of a small distance that would be left after the whole training at that"
                    + " rate, 1 where it does not grow; at most so much where the rate is at least",
            better = Direction.HIGHER)
        double contraction,
    @Column(meaning = "lower end of its interval") double contractionLower,
    @Column(meaning = "upper end of its interval") double contractionUpper,
    @Column(meaning = "distance at which pairs count as parted wholly; infinity where unknown")
        double saturation,
    @Column(
            meaning =
                "where that comes from: half of what placebos part by, half of the distance of"
                    + " independent initial_weights where that is less or there is no placebo;"
                    + " none")
        String saturationFrom,
    @Column(
            meaning = "the rate, were pairs parted wholly at a fifth of that distance",
            unit = "1/steps")
        double rateAtFifth,
    @Column(meaning = "pairs trained; the next four and under_noise add up to it") int pairs,
    @Column(meaning = "pairs with a line through three evaluations or more") int fitted,
    @Column(meaning = "pairs that saturated before that, whose rate is at least so much")
        int saturated,
    @Column(meaning = "pairs that are equal throughout, with a rate of 0") int equal,
    @Column(
            meaning =
                "pairs without distances or with too few evaluations, or failed; all pairs of a"
                    + " program that was not trained again, whose own noise is not known")
        int unknown,
    @Column(
            meaning =
                "pairs that are no further apart than equal runs of the program, whose rate may be"
                    + " any; where they are half of all, there is no rate")
        int underNoise,
    @Column(
            meaning =
                "largest distance of equal runs of the program, a distance up to three times what"
                    + " they differ by at a step being in no line; 0 where equal runs have the same"
                    + " bits, null where that is not known",
            better = Direction.LOWER)
        double noiseFloor) {}
