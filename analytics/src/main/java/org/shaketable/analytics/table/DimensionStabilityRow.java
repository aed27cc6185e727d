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
                "what is estimated: a component of stability, such as collapse_rate or"
                    + " retained_performance, or stability")
        String metric,
    @Embedded Estimate estimate)
    implements Serializable {}
