package org.shaketable.jobs.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.shaketable.jobs.config.SweepText;

/** The YAML of a sweep with the doses found. */
public final class CalibratedSweep {
  private CalibratedSweep() {}

  /**
   * The configuration's text with other perturbations.
   *
   * @param config the file that was calibrated
   * @param magnitudes how many magnitudes each family gets, at least 2
   * @param seeds calibration runs at a magnitude
   */
  public static String yaml(Path config, List<Finding> findings, int magnitudes, int seeds) {
    return SweepText.withoutPerturbations(config).stripTrailing()
        + """


        # Magnitudes found by `shaketable calibrate` on %d seeds that this sweep does not use. Above each
        # entry: how many of the calibration runs collapsed, or never learned, at no effect and at certain
        # collapse. Most magnitudes lie between, where 10 to 90 %% are lost: those tell where half are.
        perturbations:
        """
            .formatted(seeds)
        + findings.stream()
            .map(finding -> finding.entry(magnitudes))
            .collect(Collectors.joining("\n"));
  }
}
