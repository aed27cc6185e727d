package org.shaketable.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.perturbation.Hooks;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Trainee;

/** The sweep of language models with one line changed learns a text of one's own. */
class OwnTextTest {
  private static final String TASK =
      "    task: {text: markov, symbols: 8, order: 2, sharpness: 1.5}\n";

  @TempDir private Path folder;

  @Test
  void oneChangedLineTrainsOnATextFile() throws Exception {
    Path text = HostilePaths.folder(folder).resolve("my-text.txt");
    Files.writeString(text, "Die Katze saß auf der Matte, und niemand störte sie. ".repeat(40));

    assertThat(lossAfterTraining("{text: corpus, path: %s}".formatted(HostilePaths.quoted(text))))
        .isLessThan(0.9);
  }

  @Test
  void oneChangedLineTrainsOnAColumnOfJsonLines() throws Exception {
    Path lines = folder.resolve("texts.jsonl");
    Files.writeString(
        lines,
        "{\"text\": \"Die Katze saß auf der Matte, und niemand störte sie. \"}\n".repeat(40));

    assertThat(lossAfterTraining("{text: corpus, path: %s, column: text}".formatted(lines)))
        .isLessThan(0.9);
  }

  /** Validation loss after 60 updates over that before training. */
  private double lossAfterTraining(String task) throws Exception {
    String yaml = Files.readString(Path.of("../conf/lm-pretraining.yaml"));
    assertThat(yaml).containsOnlyOnce(TASK);
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, yaml.replace(TASK, "    task: " + task + "\n"));
    RunSpec spec = SweepConfig.read(file).runs().get(0);
    Trainee trainee =
        spec.workload()
            .learner()
            .begin(spec.workload(), spec.stochasticity(), spec.streams(), Hooks.NONE);
    double before = trainee.measure(0).performance();
    trainee.advance(60);
    return trainee.measure(1).performance() / before;
  }
}
