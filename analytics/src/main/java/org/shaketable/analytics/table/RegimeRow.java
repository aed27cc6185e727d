package org.shaketable.analytics.table;

import java.util.List;

/** One row of the table {@code regimes}: a cloud of clean rows in the plane of the meta-state. */
@Table(
    name = "regimes",
    row = "one regime of one configuration at one level of stochasticity",
    analysed = true)
public record RegimeRow(
    @Embedded ControlKey control,
    @Column(meaning = "its number, from 1; the larger the number, the smaller the regime")
        int regime,
    @Column(
            meaning =
                "how many there are: so many normal densities as have the smallest BIC and are"
                    + " clouds apart; 1 where the clean rows form one cloud")
        int regimes,
    @Column(meaning = "share of the clean calibration rows in it") double weight,
    @Column(meaning = "its middle along component 1") double pc1,
    @Column(meaning = "its middle along component 2") double pc2,
    @Column(meaning = "its variance along component 1") double variance1,
    @Column(meaning = "its covariance of the two") double covariance,
    @Column(meaning = "its variance along component 2") double variance2,
    @Column(
            meaning =
                "BIC of 1, 2, ... normal densities by the effective rows, whether clouds apart or"
                    + " not; the smaller the better")
        List<Double> bic,
    @Column(meaning = "clean calibration rows that were fitted, at most some 2000") int rows,
    @Column(
            meaning =
                "how many independent rows they are worth, by how far the means of runs lie apart")
        double effectiveRows,
    @Column(meaning = "clean calibration runs") int runs) {}
