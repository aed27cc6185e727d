package org.shaketable.jobs.imports;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.shaketable.jobs.imports.log.Series;
import org.shaketable.jobs.imports.mapping.Mapping;

/**
 * What the driver needs of a run to say what it is.
 *
 * @param values how many of each series
 * @param others names of series that nobody asked for
 * @param firstStep the first step at which there is a performance; -1 where there is none
 * @param lastStep the last step of any series
 */
record RunSummary(
    String name,
    SortedMap<String, String> variables,
    List<ReadFile> files,
    String problem,
    Map<String, Integer> values,
    Set<String> others,
    long firstStep,
    long lastStep)
    implements Serializable {

  static RunSummary of(RunReading run, Mapping mapping) {
    Map<String, Integer> values = new java.util.TreeMap<>();
    run.log().series().forEach((name, series) -> values.put(name, series.size()));
    Series performance = run.log().series().get(mapping.performance().series());
    return new RunSummary(
        run.name(),
        run.variables(),
        run.files(),
        run.problem(),
        values,
        run.log().others(),
        performance == null ? -1 : performance.step(0),
        run.log().series().values().stream().mapToLong(Series::lastStep).max().orElse(-1));
  }
}
