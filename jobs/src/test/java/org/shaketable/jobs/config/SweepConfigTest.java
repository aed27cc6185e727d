package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.sweep.PlanCounts;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.data.Spirals;
import org.shaketable.training.network.Activation;
import org.shaketable.training.run.Arm;
import org.shaketable.training.run.Placebo;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Stochasticity;

class SweepConfigTest {
  static final String SWEEP =
      """
      sweep: small
      seed: 7
      replicates: 3
      clean-replicates: 3
      placebo: 0
      evaluations: 10
      stochasticity: [none, {entropy-coefficient: 0.01}]
      workloads:
        spirals:
          task: {data: spirals, train: 200, test: 100}
          learner:
            algorithm: classification
            steps: 1_000
            optimizer: {algorithm: adam, learning-rate: 1e-2}
            network: {hidden: [16, 8], activation: relu}
        blobs:
          engine: dl4j
          task: {data: blobs}
          learner: {algorithm: classification, steps: 50}
      perturbations:
        - family: gradient-noise
          magnitudes: [0.5, 2]
          schedule: {pulse: {onset: 50%, duration: 10 steps}}
        - family: signal-flip
          magnitudes: [0.25]
          schedule: {one-shot: {onset: 3 evaluations}}
          workloads: [spirals]
        - {family: weight-noise, magnitudes: [1]}
      """;

  @TempDir Path directory;

  SweepConfig read(String yaml) throws IOException {
    return SweepConfig.read(Files.writeString(directory.resolve("sweep.yaml"), yaml));
  }

  @Test
  void aFileBecomesOneTreeOfRecords() throws IOException {
    SweepConfig config = read(SWEEP);

    assertThat(config.sweep()).isEqualTo("small");
    List<String> both = List.of("spirals", "blobs");
    assertThat(config.levels())
        .containsExactly(
            new Level(Stochasticity.NONE, both),
            new Level(new Stochasticity(Stochasticity.Kind.ENTROPY_COEFFICIENT, 0.01), both));
    assertThat(config.workloads()).extracting("name").containsExactly("spirals", "blobs");
    assertThat(config.workloads()).extracting("engine").containsExactly(Engine.VECTOR, Engine.DL4J);
    assertThat(config.workloads().get(0).task())
        .isEqualTo(new Spirals(null, null, null, 200, 100, null));
    assertThat(config.workloads().get(0).learner())
        .hasFieldOrPropertyWithValue("steps", 1000L)
        .hasFieldOrPropertyWithValue("network.activation", Activation.RELU)
        .hasFieldOrPropertyWithValue("optimizer.learningRate", 0.01);
    assertThat(config.series())
        .extracting("schedule")
        .containsExactly(
            new Schedule.Pulse(Moment.parse("50%"), Moment.parse("10 steps")),
            new Schedule.OneShot(Moment.parse("3 evaluations")),
            new Schedule.Always());
    assertThat(config.series().get(1).workloads()).containsExactly("spirals");
    assertThat(config.series().get(2).workloads()).containsExactly("spirals", "blobs");
  }

  @Test
  void everyConditionHasItsReplicatesAndEveryRunItsCleanTwin() throws IOException {
    List<RunSpec> runs = read(SWEEP).runs();

    // Levels x replicates x (clean + conditions): 2 x 3 x (1 + 4) for spirals, (1 + 3) for blobs.
    assertThat(runs).hasSize(2 * 3 * 5 + 2 * 3 * 4).doesNotHaveDuplicates();
    Set<RunSpec> clean = runs.stream().filter(RunSpec::clean).collect(Collectors.toSet());
    assertThat(runs).allSatisfy(run -> assertThat(clean).contains(run.reference()));
  }

  @Test
  void aSpecificationSurvivesItsCanonicalJson() throws IOException {
    for (RunSpec spec : read(SWEEP).runs()) {
      assertThat(Specs.parse(Specs.json(spec))).isEqualTo(spec);
    }
  }

  @Test
  void canonicalJsonHasSortedKeysAndResolvedValues() throws IOException {
    RunSpec spec =
        read(SWEEP).runs().stream().filter(run -> !run.clean()).findFirst().orElseThrow();

    assertThat(Specs.json(spec))
        .startsWith(
            "{\"exposures\":[{\"perturbation\":{\"family\":\"gradient-noise\",\"magnitude\":0.5},\"schedule\":{\"pulse\":{\"duration\":\"10"
                + " steps\",\"onset\":\"50%\"}}}],"
                + "\"replicate\":0,\"seed\":7,\"stochasticity\":\"none\",\"workload\":{\"engine\":\"vector\",")
        .contains("\"batch-size\":64")
        .doesNotContain(" :");
  }

  @Test
  void kicksArePartOfASpecificationOnlyWhereAWorkloadHasThem() throws IOException {
    RunSpec plain = read(SWEEP).runs().get(0);
    RunSpec kicked = read(SWEEP.replace("test: 100}", "test: 100}\n    kicks: {}")).runs().get(0);

    assertThat(plain.workload().kicks()).isNull();
    assertThat(Specs.json(plain)).doesNotContain("kicks");
    assertThat(kicked.workload().kicks()).isEqualTo(new Kicks(0.001, 8));
    assertThat(Specs.json(kicked)).contains("\"kicks\":{\"size\":0.001,\"updates\":8}");
    assertThat(Specs.parse(Specs.json(kicked))).isEqualTo(kicked);
  }

  @Test
  void kicksThatCannotBeHadAreRefusedInOneLine() {
    String onDl4j = SWEEP.replace("task: {data: blobs}", "task: {data: blobs}\n    kicks: {}");
    String tooLarge = SWEEP.replace("test: 100}", "test: 100}\n    kicks: {size: 2}");

    assertThatThrownBy(() -> read(onDl4j))
        .isInstanceOf(Mistake.class)
        .hasMessageEndingWith(
            ":19: workloads.blobs.kicks: expected none where updates cannot be repeated on copies,"
                + " found some for learner classification with engine dl4j; change the value of"
                + " kicks");
    assertThatThrownBy(() -> read(tooLarge))
        .isInstanceOf(Mistake.class)
        .hasMessageEndingWith(
            ":11: workloads.spirals.kicks.size: expected a number in [1.0E-5, 1], found 2; change"
                + " the value of size");
  }

  @Test
  void runIdsAreSixteenHexDigitsThatDifferByRunAndSweep() throws IOException {
    List<RunSpec> runs = read(SWEEP).runs();

    assertThat(runs.stream().map(run -> Specs.runId("small", run)).distinct()).hasSameSizeAs(runs);
    assertThat(Specs.runId("small", runs.get(0)))
        .matches("[0-9a-f]{16}")
        .isNotEqualTo(Specs.runId("large", runs.get(0)));
  }

  @Test
  void aSweepMayHaveNoPerturbations() throws IOException {
    String clean = SWEEP.substring(0, SWEEP.indexOf("perturbations:"));

    assertThat(read(clean).runs()).hasSize(12).allMatch(RunSpec::clean);
  }

  @Test
  void aPlacebosSpecificationNamesItsSchedulesAndReadsBack() throws IOException {
    RunSpec clean = read(SWEEP).runs().get(0);
    Schedule pulse = new Schedule.Pulse(Moment.parse("40%"), Moment.parse("20%"));
    RunSpec placebo = clean.with(new Placebo(List.of(pulse, new Schedule.Always())));
    String json = Specs.json(placebo);
    assertThat(json)
        .contains(
            "\"placebo\":{\"schedules\":[{\"pulse\":{\"duration\":\"20%\",\"onset\":\"40%\"}},\"always\"]}");
    assertThat(Specs.parse(json)).isEqualTo(placebo);
    assertThat(Specs.json(clean)).doesNotContain("placebo");
    assertThat(Specs.runId("small", placebo)).isNotEqualTo(Specs.runId("small", clean));
  }

  @Test
  void withoutAWordAboutThemThereAreAsManyPlacebosAsReplicatesAndThirtyCleanRuns()
      throws IOException {
    SweepConfig config = read(SWEEP.replace("clean-replicates: 3\nplacebo: 0\n", ""));
    assertThat(config.cleanReplicates()).isEqualTo(30);
    assertThat(config.placebo()).isEqualTo(3);
    assertThat(config.size()).isEqualTo(config.runs().size());
    // Spirals are tried on three schedules, blobs on two, both at two levels.
    assertThat(config.runs().stream().filter(run -> run.placebo() != null)).hasSize(2 * 3 * 5);
    SweepConfig many =
        read(SWEEP.replace("clean-replicates: 3\nplacebo: 0\n", "").replace(": 3\n", ": 40\n"));
    assertThat(many.cleanReplicates()).isEqualTo(40);
    assertThat(many.placebo()).isEqualTo(40);
  }

  @Test
  void zeroPlacebosSwitchThemOff() throws IOException {
    assertThat(read(SWEEP).runs()).allSatisfy(run -> assertThat(run.placebo()).isNull());
  }

  @Test
  void everyWorkloadLevelAndScheduleThatIsTriedHasItsPlacebos() throws IOException {
    SweepConfig config =
        read(SWEEP.replace("clean-replicates: 3\nplacebo: 0", "clean-replicates: 5\nplacebo: 2"));
    List<RunSpec> runs = config.runs();
    assertThat(runs).hasSize((int) config.size()).doesNotHaveDuplicates();
    List<RunSpec> placebos = runs.stream().filter(run -> run.placebo() != null).toList();
    // Spirals are tried on three schedules, blobs on two, both at two levels.
    assertThat(placebos).hasSize(2 * 2 * 3 + 2 * 2 * 2);
    assertThat(runs.stream().filter(RunSpec::clean)).hasSize(2 * 2 * 5);
    assertThat(runs.stream().filter(RunSpec::perturbed)).hasSize(2 * 3 * (4 + 3));
    Set<RunSpec> clean = runs.stream().filter(RunSpec::clean).collect(Collectors.toSet());
    assertThat(placebos).allSatisfy(run -> assertThat(clean).contains(run.reference()));
    assertThat(placebos.stream().map(run -> run.placebo().toString()).distinct())
        .containsExactlyInAnyOrder("pulse(50%, 10 steps)", "one-shot(3 evaluations)", "always");
    // What was asked for before is asked for still.
    assertThat(runs).containsAll(read(SWEEP).runs());
  }

  @Test
  void runsThatAreKickedInfinitesimallyStandBesideTheSameCleanTwins() throws IOException {
    SweepConfig config = read(SWEEP.replace("placebo: 0", "placebo: 0\ninfinitesimal: 2"));
    List<RunSpec> runs = config.runs();
    assertThat(runs).hasSize((int) config.size()).doesNotHaveDuplicates();
    List<RunSpec> kicked = runs.stream().filter(run -> run.arm() == Arm.INFINITESIMAL).toList();
    // Two workloads at two levels.
    assertThat(kicked).hasSize(2 * 2 * 2);
    assertThat(kicked)
        .allSatisfy(
            run -> {
              assertThat(run.perturbed()).isFalse();
              assertThat(run.clean()).isFalse();
              assertThat(runs).contains(run.reference());
              assertThat(Specs.json(run)).startsWith("{\"arm\":\"infinitesimal\",\"exposures\":[");
              assertThat(Specs.parse(Specs.json(run))).isEqualTo(run);
            });
    // What was asked for before is asked for still, and has no word of it.
    assertThat(runs).containsAll(read(SWEEP).runs());
    assertThat(Specs.json(read(SWEEP).runs().get(0))).doesNotContain("\"arm\"");
    assertThat(PlanCounts.of(runs.stream()).infinitesimal()).isEqualTo(8);
    assertThat(PlanCounts.of(runs.stream()).conditions())
        .isEqualTo(PlanCounts.of(read(SWEEP).specs()).conditions());
    assertThat(read(SWEEP).infinitesimal()).as("none unless asked for").isZero();
    assertThatThrownBy(() -> read(SWEEP.replace("placebo: 0", "placebo: 0\ninfinitesimal: 4")))
        .hasMessageEndingWith(
            ":6: infinitesimal: expected a whole number in [0, 3], found 4; change the value of"
                + " infinitesimal");
  }

  @Test
  void aPlaceboNeedsItsCleanTwinAndARunOfAConditionToo() {
    assertThatThrownBy(() -> read(SWEEP.replace("clean-replicates: 3", "clean-replicates: 2")))
        .hasMessageEndingWith(
            ":4: clean-replicates: expected a whole number in [3, 1000000], found 2; change the"
                + " value of clean-replicates");
    assertThatThrownBy(() -> read(SWEEP.replace("placebo: 0", "placebo: 4")))
        .hasMessageEndingWith(
            ":5: placebo: expected a whole number in [0, 3], found 4; change the value of placebo");
  }
}
