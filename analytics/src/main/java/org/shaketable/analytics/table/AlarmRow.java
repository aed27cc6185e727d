package org.shaketable.analytics.table;

import org.shaketable.analytics.stats.curve.Direction;

/** One row of the table {@code alarms}: the first alarm of one detector in one run. */
@Table(name = "alarms", row = "one run and detector", analysed = true)
public record AlarmRow(
    @Column(meaning = "the run") String runId,
    @Embedded ConfigurationKey configuration,
    @Column(meaning = "the detector") String detector,
    @Column(meaning = "clean, placebo or perturbed") Role role,
    @Column(meaning = "calibration or held_out") String split,
    @Column(
            meaning = "step at which the first alarm is known: the third exceedance; null for none",
            unit = "steps")
        Long alarmStep,
    @Column(meaning = "step of the first of these exceedances; null for none", unit = "steps")
        Long exceededSinceStep,
    @Column(meaning = "step of the collapse; null for none", unit = "steps") Long collapseStep,
    @Column(
            meaning = "collapse less alarm; 0 for a miss, null without a collapse",
            unit = "steps",
            better = Direction.HIGHER)
        Long leadSteps,
    @Column(meaning = "largest score that was held for three evaluations")
        Double sustainedMaximum) {}
