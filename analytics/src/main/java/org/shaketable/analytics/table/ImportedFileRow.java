package org.shaketable.analytics.table;

import java.util.List;

/** One row of the table {@code imported_files}: what an import took from a file of a log. */
@Table(
    name = "imported_files",
    row = "what an import took from one file of a log for one run",
    onlyLakesThat = "hold imported runs")
public record ImportedFileRow(
    @Column(meaning = "its sweep") String sweep,
    @Column(meaning = "path below the directory that was searched") String file,
    @Column(meaning = "the run that it belongs to; null where the run was left out") String runId,
    @Column(meaning = "why the run was left out; null where it was not") String leftOut,
    @Column(meaning = "values that it has of the series that the mapping asks for") long logged,
    @Column(meaning = "what was left out of it; empty where nothing was") List<SkipRow> skips) {
  public ImportedFileRow {
    skips = List.copyOf(skips);
  }
}
