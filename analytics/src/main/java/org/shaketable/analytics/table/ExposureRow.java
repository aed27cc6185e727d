package org.shaketable.analytics.table;

import java.io.Serializable;

/** One disturbance of a run; a composition has several. */
public record ExposureRow(
    @Column(meaning = "what of the training it touches: OPTIMIZATION, DATA, PARAMETER or SIGNAL")
        String dimension,
    @Column(meaning = "the kind of disturbance with its settings, as in gradient-noise")
        String family,
    @Column(meaning = "how strong, in the family's own unit; 0 is the identity") double magnitude,
    @Column(meaning = "the unit of the magnitude") String unit,
    @Column(meaning = "which way a factor goes, up or down; null where the family has no ways")
        String direction,
    @Column(meaning = "when, as in pulse(40%, 20%)") String schedule,
    @Column(meaning = "first step at which it may act", unit = "steps") long onsetStep,
    @Column(meaning = "first step behind it", unit = "steps") long endStep)
    implements Serializable {}
