package org.shaketable.jobs.cli;

import java.util.stream.Stream;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.sweep.PlanCounts;
import org.shaketable.jobs.sweep.PlannedRun;
import org.shaketable.jobs.sweep.PlannedRuns;
import org.shaketable.jobs.sweep.SweepPlan;
import picocli.CommandLine.Option;

/** The option that takes a part of a sweep. */
final class SampleOption {
  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      defaultValue = "1",
      description =
          "About this share of the perturbed runs, with their clean twins, e.g. 0.1; a later"
              + " command with a larger share, or none, goes on from there.")
  private double share;

  /** The plan, or the sample of it. */
  SweepPlan of(SweepPlan plan) {
    return whole() ? plan : plan.sample(share);
  }

  /** The runs of a configuration's plan, or of the sample of it, one after another. */
  Stream<PlannedRun> runs(SweepConfig config) {
    return whole() ? PlannedRuns.of(config) : PlannedRuns.sample(config, share);
  }

  /** How many those are. */
  PlanCounts counts(SweepConfig config) {
    return PlanCounts.of(whole() ? config.specs() : runs(config).map(PlannedRun::spec));
  }

  private boolean whole() {
    if (!(share > 0 && share <= 1)) {
      throw new Mistake("Invalid --sample: expected a share in (0, 1], e.g. 0.1, found " + share);
    }
    return share == 1;
  }
}
