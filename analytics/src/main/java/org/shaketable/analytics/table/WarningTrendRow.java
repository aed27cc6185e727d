package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** Whether an early-warning signal of one run rose more than chance makes it rise in that run. */
@Table(name = "warning_trends", row = "one run and early-warning signal", analysed = true)
public record WarningTrendRow(
    @Column(meaning = "the run") String runId,
    @Embedded ConfigurationKey configuration,
    @Column(meaning = "clean, placebo or perturbed") Role role,
    @Column(meaning = "whether it collapsed; what comes after that is left out") boolean collapsed,
    @Column(meaning = "variance, autocorrelation or skewness (its size) of the performance")
        String signal,
    @Column(
            meaning =
                "evaluations that the trend is taken of, from the onset on and the latest 60 at"
                    + " most")
        int evaluations,
    @Column(
            meaning =
                "Kendall's tau of the signal against time; above 0 it rises, as it does before some"
                    + " transitions",
            better = Direction.LOWER)
        double tau,
    @Column(
            meaning =
                "share of autoregressive surrogates of the run's own performance whose tau is not"
                    + " below it")
        double ar1P,
    @Column(meaning = "the same of surrogates with the same power spectrum and random phases")
        double phaseP) {}
