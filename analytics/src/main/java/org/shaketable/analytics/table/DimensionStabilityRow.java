package org.shaketable.analytics.table;

import java.io.Serializable;

/**
 * One row of the table {@code dimension_stability}: one metric of one dimension, over its
 * conditions.
 */
@Table(
    name = "dimension_stability",
    row = "one metric of one dimension of a configuration, over its conditions",
    analysed = true)
public record DimensionStabilityRow(
    @Embedded DimensionKey dimension,
    @Column(
            meaning =
                "what is estimated: lost, excess_loss, collapsed, retained_performance, recovered"
                    + " or spike_free, each the mean over seeds of all conditions together")
        String metric,
    @Embedded Estimate estimate,
    @Embedded PlaceboEstimate placebo)
    implements Serializable {}
