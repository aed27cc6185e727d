package org.shaketable.analytics.table;

import java.io.Serializable;

/** One row of the table {@code stability}: one metric of one condition. */
@Table(name = "stability", row = "one metric of one condition", analysed = true)
public record StabilityRow(
    @Embedded Condition condition,
    @Column(
            meaning =
                "what is estimated: lost, excess_loss (lost less lost under placebo), collapsed (of"
                    + " those that had learned), retained_performance, recovered (of those that"
                    + " collapsed and could), spike_free; beside them final_performance,"
                    + " optimality_gap, final_dispersion, final_risk, improvement_over_clean")
        String metric,
    @Embedded Estimate estimate,
    @Embedded PlaceboEstimate placebo)
    implements Serializable {}
