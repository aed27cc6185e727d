package org.shaketable.jobs.imports;

import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param files how many files were found
 * @param runs how many runs the logs have, besides those left out
 * @param written new runs and new versions of runs; the others were in the lake as they are
 * @param changed how many of those written are new versions of runs that the lake had
 * @param gone runs of the sweep that the lake has and the logs have no more; they stay
 * @param skips what was left out of files, in one line each
 * @param leftOut why runs or files were left out, by name
 * @param carried values that were logged before the step of their evaluation
 * @param values how many values all evaluations have
 */
public record ImportResult(
    String sweep,
    int files,
    int runs,
    int written,
    int changed,
    int gone,
    List<String> skips,
    Map<String, String> leftOut,
    long carried,
    long values) {

  /** What a user is told, line by line. */
  public List<String> lines() {
    List<String> lines = new java.util.ArrayList<>();
    lines.add(
        "Sweep %s: %,d runs in %,d files; %,d written (%,d of them new versions), %,d as they were, %,d in the lake alone."
            .formatted(sweep, runs, files, written, changed, runs - written, gone));
    lines.add(
        "Of %,d values at common evaluations, %,d were logged at an earlier step and carried there."
            .formatted(values, carried));
    skips.forEach(skip -> lines.add("Skipped in " + skip));
    leftOut.forEach((name, why) -> lines.add("Left out %s: %s.".formatted(name, why)));
    return lines;
  }
}
