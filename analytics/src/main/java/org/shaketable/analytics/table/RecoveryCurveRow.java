package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code recovery_curves}: a point of a Kaplan-Meier curve. */
@Table(
    name = "recovery_curves",
    row = "one time of the curve of one dimension of a configuration",
    analysed = true)
public record RecoveryCurveRow(
    @Embedded DimensionKey dimension,
    @Column(
            meaning = "time since the disturbance ended or, if that came later, since the collapse",
            unit = "steps")
        double steps,
    @Column(
            meaning = "share that has not recovered until then (Kaplan and Meier)",
            better = Direction.LOWER)
        double notRecovered,
    @Column(meaning = "lower end of its interval; null where there is none") double lower,
    @Column(meaning = "upper end of its interval; null where there is none") double upper,
    @Column(meaning = "nominal coverage of the intervals") double level,
    @Column(meaning = "runs not recovered and still watched just before") int atRisk,
    @Column(meaning = "recoveries at that time") int recoveries,
    @Column(meaning = "runs that collapsed and whose disturbance ended") int n) {}
