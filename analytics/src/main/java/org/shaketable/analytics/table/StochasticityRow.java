package org.shaketable.analytics.table;

import java.io.Serializable;

/** One controlled noise level of a workload. */
public record StochasticityRow(
    @Column(meaning = "which knob is turned, as in entropy-coefficient") String kind,
    @Column(meaning = "how far, in the kind's own unit") double level)
    implements Serializable {}
