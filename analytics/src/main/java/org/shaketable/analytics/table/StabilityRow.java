package org.shaketable.analytics.table;

import java.io.Serializable;

/** One row of the table {@code stability}: one metric of one condition. */
@Table(name = "stability", row = "one metric of one condition", analysed = true)
public record StabilityRow(
    @Embedded Condition condition,
    @Column(
            meaning =
                "what is estimated: a component of stability, such as collapse_rate or"
                    + " retained_performance, or stability")
        String metric,
    @Embedded Estimate estimate)
    implements Serializable {}
