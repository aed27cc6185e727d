package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.sweep.PlanCounts;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Workload;

class VariantsTest {
  static final String SWEEP =
      """
      sweep: small
      seed: 7
      replicates: 3
      clean-replicates: 4
      placebo: 2
      evaluations: 10
      workloads:
        spirals:
          task: {data: spirals, train: 200, test: 100}
          learner:
            algorithm: classification
            steps: 100
            batch-size: 32
            optimizer: {algorithm: adam, learning-rate: 0.01}
            network: {hidden: [8], activation: tanh}
          VARIANTS
      perturbations:
        - family: gradient-noise
          magnitudes: [0.5, 2]
          schedule: {pulse: {onset: 50%, duration: 20%}}
      """;

  @TempDir Path directory;

  private SweepConfig read(String variants) throws IOException {
    String yaml = SWEEP.replace("VARIANTS", variants.isEmpty() ? "" : "variants: " + variants);
    return SweepConfig.read(Files.writeString(directory.resolve("sweep.yaml"), yaml));
  }

  private List<String> names(String variants) throws IOException {
    return read(variants).workloads().stream().map(Workload::configuration).toList();
  }

  private static double rate(Workload workload) {
    return ((Adam) ((Classification) workload.learner()).optimizer()).learningRate();
  }

  @Test
  void aGridIsEveryCombinationOfItsValues() throws IOException {
    SweepConfig config =
        read(
            "{grid: {learner.optimizer.learning-rate: [1e-2, 0.1], learner.network.hidden: [[8],"
                + " [16, 8]]}}");
    assertThat(config.workloads())
        .extracting(Workload::configuration)
        .containsExactly(
            "learning-rate=0.01, hidden=[8]",
            "learning-rate=0.01, hidden=[16, 8]",
            "learning-rate=0.1, hidden=[8]",
            "learning-rate=0.1, hidden=[16, 8]");
    assertThat(config.workloads()).extracting(VariantsTest::rate).containsExactly(.01, .01, .1, .1);
    assertThat(config.workloads()).extracting(Workload::name).containsOnly("spirals");
  }

  @Test
  void aListHasNamesOfItsOwnOrThoseOfWhatItSets() throws IOException {
    assertThat(
            names(
                "{list: [{}, {name: quick, learner.steps: 50}, {learner.steps: 70, task.train:"
                    + " 100}]}"))
        .containsExactly("as-it-is", "quick", "steps=70, train=100");
  }

  @Test
  void drawsAreInsideTheirRangesAndMoreOfThemOrOtherSettingsChangeNone() throws IOException {
    String settings = "learner.optimizer.learning-rate: {log-range: [0.001, 0.1]}";
    List<Workload> forty = read("{random: {draws: 40, settings: {" + settings + "}}}").workloads();
    assertThat(forty).extracting(VariantsTest::rate).doesNotHaveDuplicates();
    assertThat(forty).allSatisfy(one -> assertThat(rate(one)).isBetween(.001, .1));
    assertThat(forty.stream().filter(one -> rate(one) < .01).count()).isBetween(10L, 30L);
    assertThat(read("{random: {draws: 50, settings: {" + settings + "}}}").workloads())
        .startsWith(forty.toArray(Workload[]::new));
    List<Workload> more =
        read("{random: {draws: 40, settings: {"
                + settings
                + ", learner.batch-size: {range: [8, 64]}}}}")
            .workloads();
    assertThat(more.stream().map(VariantsTest::rate).toList())
        .isEqualTo(forty.stream().map(VariantsTest::rate).toList());
    assertThat(more)
        .extracting(one -> ((Classification) one.learner()).batchSize())
        .allSatisfy(size -> assertThat(size).isBetween(8, 64));
    assertThat(read("{random: {draws: 40, seed: 8, settings: {" + settings + "}}}").workloads())
        .doesNotContainAnyElementsOf(forty);
  }

  @Test
  void everyConfigurationHasItsOwnCleanRunsAndPlacebosAndTheSameExposures() throws IOException {
    SweepConfig config = read("{grid: {learner.steps: [100, 200, 300]}}");
    var byConfiguration =
        config.specs().collect(Collectors.groupingBy(run -> run.workload().configuration()));
    assertThat(byConfiguration).hasSize(3);
    assertThat(byConfiguration.values())
        .allSatisfy(
            runs -> {
              assertThat(runs).filteredOn(RunSpec::clean).hasSize(4);
              assertThat(runs).filteredOn(RunSpec::perturbed).hasSize(6);
              assertThat(runs).filteredOn(run -> run.placebo() != null).hasSize(2);
            });
    assertThat(config.size()).isEqualTo(config.runs().size()).isEqualTo(36);
    assertThat(PlanCounts.of(config.specs())).isEqualTo(new PlanCounts(36, 12, 6, 0, 6));
  }

  @Test
  void aSpecificationSaysItsConfigurationAndOneWithoutIsAsItWas() throws IOException {
    RunSpec with = read("{grid: {learner.steps: [200, 300]}}").runs().get(0);
    assertThat(Specs.json(with)).contains("\"configuration\":\"steps=200\"");
    assertThat(Specs.parse(Specs.json(with))).isEqualTo(with);
    assertThat(Specs.json(read("").runs().get(0))).doesNotContain("configuration");
    // Computed before there were variants: ids of runs are a contract.
    assertThat(Specs.runId("small", read("").runs().get(5))).isEqualTo("b926b18b62ec9c96");
  }

  @Test
  void settingsAreThoseInWhichConfigurationsDiffer() throws IOException {
    var settings =
        Specs.settings(read("{list: [{}, {learner.steps: 200, task.train: 100}]}").workloads());
    assertThat(settings.get(0)).containsOnlyKeys("learner.steps", "task.train");
    assertThat(settings.get(1))
        .containsEntry("learner.steps", "200")
        .containsEntry("task.train", "100");
    assertThat(Specs.settings(read("").workloads()).get(0)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                             | :16: workloads.spirals.variants: expected one of grid, list and random, found none; write one
          {grid: {}, list: []}                           | :16: workloads.spirals.variants: expected one of grid, list and random, found keys (grid, list); write one
          {gird: {}}                                     | :16: workloads.spirals.variants.gird: expected a key that exists here, found 'gird'; did you mean 'grid'?
          {grid: {}}                                     | :16: workloads.spirals.variants.grid: expected at least one setting, found none; name one
          {grid: {learner.steps: 5}}                     | :16: workloads.spirals.variants.grid.learner.steps: expected a list, found '5'; write it as [a, b]
          {grid: {learner.steps: []}}                    | :16: workloads.spirals.variants.grid.learner.steps: expected a list of 1 to 10,000 items, found 0; change their number
          {grid: {learner.stepz: [5]}}                   | :16: workloads.spirals.variants.grid.learner.stepz[0]: expected a key that exists here, found 'stepz'; did you mean 'steps'?
          {grid: {learner.steps: [many]}}                | :16: workloads.spirals.variants.grid.learner.steps[0]: expected a whole number, found 'many'; put a whole number there
          {grid: {learner.steps.more: [5]}}              | :16: workloads.spirals.variants.grid.learner.steps.more[0]: expected the path of a setting, found that 'steps' has no keys but is '100'; write it out in the workload, or change the path
          {grid: {learner.steps: [200, 2e2]}}            | :16: workloads.spirals.variants.grid: expected each configuration once, found 'steps=200' again; remove or rename one
          {list: [{name: a}, {name: b}]}                 | :16: workloads.spirals.variants.list[1]: expected configurations that differ, found 'b' with the settings of 'a'; remove one, or draw fewer
          {random: {draws: 0, settings: {learner.steps: [5]}}} | :16: workloads.spirals.variants.random.draws: expected a whole number in [1, 10,000], found 0; change the value of draws
          {random: {draws: 2, settings: {learner.steps: {range: [5]}}}} | :16: workloads.spirals.variants.random.settings.learner.steps.range: expected two ends, found 1; write [low, high]
          {random: {draws: 2, settings: {learner.steps: {log-range: [0, 5]}}}} | :16: workloads.spirals.variants.random.settings.learner.steps.log-range: expected 0 < low < high, found [0.0, 5.0]; change them
          {random: {draws: 2, settings: {learner.steps: {range: [1.0, 2]}}}} | :16: workloads.spirals.variants.random.settings.learner.steps: expected a whole number, found
          """)
  void whatCannotBeIsToldInOneLine(String variants, String message) {
    assertThatThrownBy(() -> read(variants))
        .isInstanceOf(Mistake.class)
        .message()
        .contains("sweep.yaml" + message)
        .doesNotContain("\n");
  }

  @Test
  void aLevelThatOnlySomeConfigurationsTakeIsRefused() throws IOException {
    // A minibatch of 150 fits 200 training samples and not 100.
    String yaml =
        SWEEP
            .replace("VARIANTS", "variants: {grid: {task.train: [100, 200]}}")
            .replace(
                "evaluations: 10", "evaluations: 10\nstochasticity: [none, {minibatch-size: 150}]");
    Path file = Files.writeString(directory.resolve("level.yaml"), yaml);
    assertThatThrownBy(() -> SweepConfig.read(file))
        .isInstanceOf(Mistake.class)
        .message()
        .contains("level.yaml:7: stochasticity[1]: expected a level that every configuration")
        .contains("of workload spirals takes")
        .contains("spirals train=100")
        .doesNotContain("\n");
  }
}
