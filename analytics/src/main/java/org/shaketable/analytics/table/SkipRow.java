package org.shaketable.analytics.table;

import java.io.Serializable;

/** One kind of thing that an import left out of a file. */
public record SkipRow(
    @Column(meaning = "what was left out, and why") String what,
    @Column(meaning = "how many") long times,
    @Column(meaning = "where the first of them stands") String first)
    implements Serializable {}
