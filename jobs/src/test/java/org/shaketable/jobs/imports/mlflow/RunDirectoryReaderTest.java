package org.shaketable.jobs.imports.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFiles;

class RunDirectoryReaderTest {
  @TempDir private Path run;

  @BeforeEach
  void makeRun() throws IOException {
    write("meta.yaml", "lifecycle_stage: active\nrun_name: 'sunny'\n");
    write("params/lr", "0.1");
    write("tags/mlflow.runName", "sunny");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(run.resolve(name).getParent());
    Files.writeString(run.resolve(name), text);
  }

  private Gathering read() throws IOException {
    return LogFiles.read(new RunDirectoryReader(), run.resolve("meta.yaml"), "val/loss");
  }

  @Test
  void metricsInDirectoriesParametersAndTagsAreRead() throws IOException {
    write("metrics/val/loss", "1700000000000 0.5 1\r\n1700000000001 nan 2\r\n");
    write("metrics/.hidden", "x");
    Gathering gathering = read();
    assertThat(LogFiles.line(gathering, "val/loss")).isEqualTo("1=0.5 2=NaN");
    assertThat(gathering.logs().get(0).variables())
        .containsEntry("params.lr", "0.1")
        .containsEntry("tags.mlflow.runName", "sunny")
        .containsEntry("run_name", "sunny");
  }

  @Test
  void linesThatAreNoneAreCounted() throws IOException {
    write("metrics/val/loss", "1 0.5 3\n1\n1 0.5\n1 x 4\n1 0.25 2\n1 0.125 2\n1 0.5 10");
    Gathering gathering = read();
    assertThat(LogFiles.line(gathering, "val/loss")).isEqualTo("2=0.125 3=0.5");
    assertThat(gathering.skips().sum().line())
        .isEqualTo(
            "1 cut off at the end of the file (first: line 7 of metric val/loss), 1 corrupt (first:"
                + " line 2 of metric val/loss), 1 cells that hold no number (first: line 4 of"
                + " metric val/loss), 1 rows without a whole step (first: line 3 of metric"
                + " val/loss), 1 values of a step that was logged again (first: series val/loss), 1"
                + " values out of the order of steps, put in order (first: series val/loss)");
  }

  @Test
  void runsThatWereDeletedAndRunsWithoutMetricsSaySo() throws IOException {
    write("meta.yaml", "lifecycle_stage: deleted\n");
    Gathering gathering = read();
    assertThat(gathering.refusal()).contains("it was deleted in MLflow");
    assertThat(gathering.skips().sum().line()).startsWith("1 empty files (first: no metric in ");
    write("meta.yaml", "lifecycle_stage: [unclosed\n");
    assertThat(read().skips().sum().line()).contains("1 corrupt (first: meta.yaml)");
  }
}
