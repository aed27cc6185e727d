package org.shaketable.jobs.sweep;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shaketable.jobs.config.SpecTexts;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.run.RunSpec;

/** The runs that a configuration asks for one after another, in the order of its plan. */
public final class PlannedRuns {
  private final String sweep;
  private final SpecTexts texts = new SpecTexts();
  private final SpecTexts references = new SpecTexts();

  private PlannedRuns(String sweep) {
    this.sweep = sweep;
  }

  /** All runs; none is kept. */
  public static Stream<PlannedRun> of(SweepConfig config) {
    return config.specs().map(new PlannedRuns(config.sweep())::planned);
  }

  /**
   * The runs of {@link SweepPlan#sample}; of all runs the ids of the clean twins alone are kept.
   */
  public static Stream<PlannedRun> sample(SweepConfig config, double share) {
    Set<String> twins =
        of(config)
            .filter(run -> chosen(run, share))
            .map(PlannedRun::twinRunId)
            .collect(Collectors.toSet());
    return of(config).filter(run -> twins.contains(run.runId()) || chosen(run, share));
  }

  /** Whether a sample has a run for its own sake. */
  static boolean chosen(PlannedRun run, double share) {
    return !run.spec().clean() && uniform(run) < share;
  }

  /** The first 52 bits of the id, a hash, as a number in [0, 1). */
  private static double uniform(PlannedRun run) {
    return Long.parseLong(run.runId().substring(0, 13), 16) * 0x1p-52;
  }

  private PlannedRun planned(RunSpec spec) {
    String json = texts.json(spec);
    String runId = Specs.runId(sweep, json);
    return new PlannedRun(runId, spec, json, spec.clean() ? runId : twin(spec));
  }

  private String twin(RunSpec spec) {
    return Specs.runId(sweep, references.json(spec.reference()));
  }
}
