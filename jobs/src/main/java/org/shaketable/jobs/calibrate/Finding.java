package org.shaketable.jobs.calibrate;

import java.util.List;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.config.SweepText;
import org.shaketable.perturbation.Exposure;
import org.shaketable.training.run.RunSpec;

/**
 * The doses of one workload and family.
 *
 * @param exposure the family with its settings, at any magnitude, and its schedule
 * @param failure why there are none; empty if there are
 */
public record Finding(String workload, Exposure exposure, Doses doses, String failure) {

  static Finding of(Probe.Found found) {
    RunSpec spec = Specs.parse(found.spec());
    Exposure exposure = spec.exposures().get(0);
    double largest = exposure.perturbation().family().largest();
    return new Finding(
        spec.workload().name(), exposure, new Doses(found.trials(), largest), found.failure());
  }

  /** The entry below {@code perturbations}, with what was found as a comment. */
  String entry(int magnitudes) {
    if (!failure.isEmpty()) {
      return "  # %s on %s: left out, %s%n"
          .formatted(exposure.perturbation().family().name(), workload, failure);
    }
    List<Double> doses = this.doses.magnitudes(magnitudes);
    return "  # "
        + this.doses.said()
        + System.lineSeparator()
        + SweepText.entry(exposure.perturbation(), doses, exposure.schedule(), workload);
  }
}
