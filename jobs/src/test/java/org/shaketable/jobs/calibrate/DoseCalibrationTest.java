package org.shaketable.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.perturbation.Exposure;

class DoseCalibrationTest {
  private static final String YAML =
      """
      # What is trained.
      sweep: small
      seed: 3
      replicates: 3
      clean-replicates: 3
      placebo: 0
      evaluations: 20
      workloads:
        blobs:
          task: {data: blobs, train: 200, test: 100}   # three clouds
          learner:
            algorithm: classification
            steps: 200
            batch-size: 16
            network: {hidden: [8], activation: tanh}
      perturbations:
        - family: weight-noise
          magnitudes: [0.5]
          schedule: {pulse: {onset: 50%, duration: 30%}}
        - family: physics-shift
          magnitudes: [1]
      stochasticity: [none]
      """
          .replace("  - family: physics-shift\n    magnitudes: [1]\n", "");

  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream progress = new PrintStream(said, true, StandardCharsets.UTF_8);

  private List<Finding> calibrate(Path file, DoseCalibration.Scope scope, int seeds) {
    return DoseCalibration.run(TestSession.spark(), SweepConfig.read(file), scope, seeds, progress);
  }

  @Test
  void theDosesFoundMakeASweepThatSpansNoEffectToCollapse() throws IOException {
    Path file = Files.writeString(directory.resolve("small.yaml"), YAML);

    List<Finding> found = calibrate(file, DoseCalibration.Scope.NAMED, 3);
    String yaml = CalibratedSweep.yaml(file, found, 5, 3);

    assertThat(found).hasSize(1);
    Doses doses = found.get(0).doses();
    assertThat(doses.harmless()).isPresent();
    assertThat(doses.certain()).isPresent();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains(
            "Calibrating 1 pairs", "blobs: 3 of 3 clean runs learn", "1 / 1 pairs calibrated");
    assertThat(yaml)
        .contains("# What is trained.", "# three clouds", "stochasticity: [none]")
        .contains("  # " + doses.said())
        .doesNotContain("[0.5]");
    SweepConfig ready = SweepConfig.read(Files.writeString(directory.resolve("ready.yaml"), yaml));
    assertThat(ready.series()).hasSize(1);
    assertThat(ready.series().get(0).exposures().stream().map(Exposure::perturbation))
        .hasSize(5)
        .extracting("magnitude")
        .first()
        .isEqualTo(doses.harmless().orElseThrow().magnitude());
    assertThat(ready.series().get(0).schedule()).hasToString("pulse(50%, 30%)");
    assertThat(ready.workloads()).isEqualTo(SweepConfig.read(file).workloads());
    // The same again: a calibration is a function of its configuration.
    assertThat(CalibratedSweep.yaml(file, calibrate(file, DoseCalibration.Scope.NAMED, 3), 5, 3))
        .isEqualTo(yaml);
  }

  @Test
  void allFamiliesThatApplyAreCandidates() throws IOException {
    Path file = Files.writeString(directory.resolve("small.yaml"), YAML);
    Candidates candidates = new Candidates(SweepConfig.read(file));

    assertThat(candidates.all().stream().map(spec -> spec.exposures().get(0)))
        .extracting(exposure -> exposure.perturbation().family().name())
        .contains("weight-noise", "label-smoothing", "initial-scale", "class-imbalance")
        .doesNotContain("physics-shift", "reward-noise", "clipping-scale")
        .doesNotHaveDuplicates();
    assertThat(candidates.all())
        .allMatch(spec -> spec.seed() == CalibrationSeeds.of(3))
        .anyMatch(spec -> spec.exposures().get(0).schedule().toString().equals("always"))
        .anyMatch(spec -> spec.exposures().get(0).schedule().toString().equals("pulse(50%, 30%)"));
  }

  @Test
  void aWorkloadThatDoesNotLearnIsRefused() throws IOException {
    String hopeless =
        YAML.replace(
            "steps: 200", "steps: 20\n      optimizer: {algorithm: sgd, learning-rate: 0.0000001}");
    Path file = Files.writeString(directory.resolve("hopeless.yaml"), hopeless);

    assertThatThrownBy(() -> calibrate(file, DoseCalibration.Scope.NAMED, 2))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot calibrate workload blobs: 0 of 2 clean runs learned, and doses can be told"
                + " beside two or more; train it longer or give more --seeds");
  }

  @Test
  void aSweepWithoutPerturbationsIsRefusedUnlessAllAreAskedFor() throws IOException {
    String none = YAML.substring(0, YAML.indexOf("perturbations:"));
    Path file = Files.writeString(directory.resolve("none.yaml"), none);

    assertThatThrownBy(() -> calibrate(file, DoseCalibration.Scope.NAMED, 2))
        .hasMessage(
            "Cannot calibrate sweep small: it names no perturbation; add some, at any magnitude, or"
                + " give --all");
  }

  private static final String PROGRAM =
      """
      sweep: own
      seed: 3
      replicates: 2
      evaluations: 20
      workloads:
        descent:
          task: {program: train.py}
          learner:
            algorithm: program
            command: [python3, train.py]
            files: [train.py]
            steps: 40
      perturbations:
        - family: weight-noise
          magnitudes: [1]
          schedule: {pulse: {onset: 70%, duration: 30%}}
      """;

  private static final String SCRIPT =
      """
      import numpy as np
      import shaketable
      run = shaketable.attach()
      goal = run.generator().normal(size=20).astype(np.float32)
      w = np.zeros(20, np.float32)
      run.watch([w], evaluate=lambda: -float(((w - goal) ** 2).mean()))
      while not run.done:
          w -= np.float32(0.2) * (w - goal)
          run.step(float(((w - goal) ** 2).mean()))
      """;

  private Path program(String script) throws IOException {
    Files.writeString(directory.resolve("train.py"), script);
    return Files.writeString(directory.resolve("own.yaml"), PROGRAM);
  }

  @Test
  void theDosesOfAProgramAreFoundAsThoseOfOtherLearners() throws IOException {
    List<Finding> found;
    try {
      found = calibrate(program(SCRIPT), DoseCalibration.Scope.NAMED, 2);
    } catch (Mistake mistake) {
      assumeTrue(
          !mistake.getMessage().contains("No module named 'numpy'"),
          "No python3 of this machine has NumPy: install python3-numpy");
      throw mistake;
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).doses().harmless()).isPresent();
    assertThat(found.get(0).doses().certain()).isPresent();
  }

  @Test
  void aProgramThatFailsIsToldWithItsWords() throws IOException {
    Path file = program("import sys\nsys.exit('no data here')\n");
    assertThatThrownBy(() -> calibrate(file, DoseCalibration.Scope.NAMED, 2))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot calibrate workload descent: a clean run could not be trained (Program ended"
                + " with exit code 1 before it attached; its last lines on stderr: no data here)");
  }
}
