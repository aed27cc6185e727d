package org.shaketable.analytics.table;

import java.io.Serializable;

/** One row of the table {@code dose_survival}: how much of a range of magnitudes is survived. */
@Table(
    name = "dose_survival",
    row = "one dose curve, one dimension, or one configuration at a level of stochasticity",
    analysed = true)
public record DoseSurvivalRow(
    @Embedded ConfigurationKey configuration,
    @Column(meaning = "family, dimension (mean of its families) or configuration (mean of those)")
        String scope,
    @Column(meaning = "the dimension; null for a configuration") String dimension,
    @Column(meaning = "the family; null for what is wider") String family,
    @Column(meaning = "when it acts; null for what is wider") String schedule,
    @Column(meaning = "levels of stochasticity; none for none") String stochasticity,
    @Column(meaning = "least magnitude of the range, in the family's unit") double magnitudeLow,
    @Column(meaning = "largest magnitude of the range") double magnitudeHigh,
    @Embedded Estimate estimate,
    @Embedded PlaceboEstimate placebo)
    implements Serializable {}
