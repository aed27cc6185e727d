package org.shaketable.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.calibrate.CalibratedSweep;
import org.shaketable.jobs.calibrate.DoseCalibration;
import org.shaketable.jobs.calibrate.Finding;
import org.shaketable.jobs.config.SweepConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the magnitudes from no effect to certain collapse and writes them as a sweep. */
@Command(
    name = "calibrate",
    description =
        "Finds magnitudes from no effect to certain collapse, most on the edge; writes them as a"
            + " sweep.")
final class CalibrateCommand implements Runnable {
  @Mixin private SparkOptions spark;

  @Parameters(paramLabel = "CONFIG", description = "YAML file of the sweep.")
  private Path config;

  @Option(names = "--all", description = "Every family that applies, not only those of CONFIG.")
  private boolean all;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "4",
      description = "Calibration runs at a magnitude; default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--magnitudes",
      paramLabel = "N",
      defaultValue = "5",
      description = "Magnitudes of each family; default: ${DEFAULT-VALUE}.")
  private int magnitudes;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to; default: standard output.")
  private Path out;

  @Option(names = "--force", description = "Overwrites FILE.")
  private boolean force;

  @Override
  public void run() {
    WholeNumber.require("--seeds", seeds, 2, 1000);
    WholeNumber.require("--magnitudes", magnitudes, 2, 1000);
    if (out != null && Files.exists(out) && !force) {
      throw new Mistake(
          "Cannot write %s: it exists; give another --out, or --force to overwrite it"
              .formatted(out));
    }
    if (out != null) {
      requirePlace();
    }
    SweepConfig sweep = SweepConfig.read(config);
    DoseCalibration.Scope scope = all ? DoseCalibration.Scope.ALL : DoseCalibration.Scope.NAMED;
    List<Finding> found = DoseCalibration.run(spark.session(), sweep, scope, seeds, System.err);
    write(CalibratedSweep.yaml(config, found, magnitudes, seeds));
  }

  /** The file is written last, after minutes of training. */
  private void requirePlace() {
    Path directory = out.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory) || !Files.isWritable(directory) || Files.isDirectory(out)) {
      throw new Mistake(
          "Cannot write %s: expected a file in a directory that there is and that you may write; give another with --out"
              .formatted(out));
    }
  }

  private void write(String yaml) {
    if (out == null) {
      System.out.print(yaml);
      return;
    }
    try {
      Files.writeString(out, yaml);
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write %s: %s; give a file that can be written with --out"
              .formatted(out, e.getMessage()),
          e);
    }
    System.err.println("Wrote " + out + "; see it with `shaketable plan " + out + "`.");
  }
}
