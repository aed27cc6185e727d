package org.shaketable.jobs.sweep;

import org.shaketable.jobs.config.Specs;
import org.shaketable.training.run.RunSpec;

/**
 * A run that a sweep asks for.
 *
 * @param json canonical JSON of the specification
 * @param twinRunId its clean twin; itself for a clean run
 */
public record PlannedRun(String runId, RunSpec spec, String json, String twinRunId) {

  /** The run of a specification in a sweep. */
  public static PlannedRun of(String sweep, RunSpec spec) {
    String json = Specs.json(spec);
    String runId = Specs.runId(sweep, json);
    return new PlannedRun(
        runId, spec, json, spec.clean() ? runId : Specs.runId(sweep, spec.reference()));
  }

  /** The run of a specification's canonical JSON in a sweep. */
  static PlannedRun of(String sweep, String json, String twinRunId) {
    return new PlannedRun(Specs.runId(sweep, json), Specs.parse(json), json, twinRunId);
  }
}
