package org.shaketable.analytics.table;

import java.io.Serializable;

/** One setting of a configuration. */
public record SettingRow(
    @Column(meaning = "its path in the workload, as in learner.gamma") String name,
    @Column(meaning = "its value, as in JSON but without quotes around a text") String value)
    implements Serializable {}
