package org.shaketable.analytics.table;

/** The column that every result table ends with. */
public record Analysed(
    @Column(meaning = "JSON: the versions of the tables that the row was computed from")
        String analysedVersions) {}
