package org.shaketable.analytics.table;

import java.io.Serializable;

/** One meta-state feature of a workload, which is a column of its trajectories. */
public record FeatureRow(
    @Column(meaning = "the column of trajectories") String name,
    @Column(meaning = "its unit; empty where it has none") String unit,
    @Column(meaning = "whether it is positive by nature and analysed as its logarithm")
        boolean logarithmic)
    implements Serializable {}
