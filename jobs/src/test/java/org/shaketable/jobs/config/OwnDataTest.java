package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.jobs.Mistake;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.RandomStream;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Trainee;

/** The sweep of classifiers with one line changed learns data of one's own. */
class OwnDataTest {
  private static final String TASK =
      "    task: {data: spirals, classes: 3, train: 1000, test: 500}\n";

  @TempDir private Path folder;

  @Test
  void oneChangedLineTrainsOnACsvFileAndTheSpecNamesItsContent() throws Exception {
    Path data = HostilePaths.folder(folder).resolve("halves.csv");
    Files.writeString(data, halves());

    RunSpec spec = spec("{data: csv, path: %s, label: side, class-weights: {low: 2}}", data);
    RunSpec again = Specs.parse(Specs.json(spec));

    assertThat(again).isEqualTo(spec);
    assertThat(Specs.json(spec)).contains("\"sha256\":\"", "\"class-weights\":{\"low\":2.0}");
    assertThat(accuracyAfterTraining(spec)).isGreaterThan(0.9);
  }

  @Test
  void whatIsWrongInAFileIsToldAtItsLineOfTheSweep() throws Exception {
    Path data = folder.resolve("halves.csv");
    Files.writeString(data, halves() + "much,low\n");

    assertThatThrownBy(() -> spec("{data: csv, path: %s, label: side}", data))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("own.yaml:")
        .hasMessageContaining(
            "expected finite numbers in column x, found 'much' in line 202 of " + data);
    assertThatThrownBy(() -> spec("{data: csv, path: %s, label: top}", data))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("expected a column of %s (x, side), found top".formatted(data));
  }

  private static String halves() {
    StringBuilder text = new StringBuilder("x,side\n");
    RandomStream random = RandomStream.of(1, "halves", 0);
    for (int i = 0; i < 200; i++) {
      double x = random.nextGaussian();
      text.append(String.format(Locale.ROOT, "%.4f,%s%n", x, x < 0 ? "low" : "high"));
    }
    return text.toString();
  }

  private RunSpec spec(String task, Path data) throws Exception {
    String yaml = Files.readString(Path.of("../conf/classification.yaml"));
    assertThat(yaml).containsOnlyOnce(TASK);
    Path file = folder.resolve("own.yaml");
    Files.writeString(
        file, yaml.replace(TASK, "    task: " + task.formatted(HostilePaths.quoted(data)) + "\n"));
    return SweepConfig.read(file).runs().get(0);
  }

  private static double accuracyAfterTraining(RunSpec spec) throws Exception {
    Trainee trainee =
        spec.workload()
            .learner()
            .begin(spec.workload(), spec.stochasticity(), spec.streams(), Hooks.NONE);
    trainee.advance(200);
    return trainee.measure(1).performance();
  }
}
