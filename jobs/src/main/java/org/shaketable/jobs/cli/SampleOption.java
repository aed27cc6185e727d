package org.shaketable.jobs.cli;

import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.sweep.SweepPlan;
import picocli.CommandLine.Option;

/** The option that takes a part of a sweep. */
final class SampleOption {
  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      defaultValue = "1",
      description =
          "About this share of the perturbed runs, with their clean twins, e.g. 0.1; a later command with a larger share, or none, goes on from there.")
  private double share;

  /** The plan, or the sample of it. */
  SweepPlan of(SweepPlan plan) {
    if (!(share > 0 && share <= 1)) {
      throw new Mistake("Invalid --sample: expected a share in (0, 1], e.g. 0.1, found " + share);
    }
    return share == 1 ? plan : plan.sample(share);
  }
}
