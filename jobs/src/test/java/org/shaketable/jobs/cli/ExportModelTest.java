package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Streams;
import org.shaketable.training.classification.ModelClassification;
import org.shaketable.training.dl4j.ModelFile;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** A run's network goes out as a DL4J model and comes back as a user's own. */
class ExportModelTest {
  @TempDir Path directory;

  @Test
  void theModelOfARunPerformsAsTheRunDidAtItsEnd() throws Exception {
    String lake = directory.resolve("lake").toString();
    String yaml = SmallSweep.YAML.replace("replicates: 3", "replicates: 1");
    Path config = Files.writeString(directory.resolve("sweep.yaml"), yaml);
    assertThat(ShaketableTest.run("sweep", config.toString(), "--lake", lake).code()).isZero();
    Row run =
        Lake.open(TestSession.spark(), lake)
            .read("runs")
            .where("magnitude = 8")
            .select("run_id", "spec", "final_performance")
            .first();
    Path file = directory.resolve("model.zip");

    ShaketableTest.Ended ended =
        ShaketableTest.run(
            "export", run.getString(0), "--to", "dl4j", "--out", file.toString(), "--lake", lake);

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).contains("as a DL4J model of 108 parameters to " + file);
    Task task = Specs.parse(run.getString(1)).workload().task();
    ModelClassification learner =
        new ModelClassification(10, 16, new ModelFile(file.toString(), null), null);
    learner.check(task);
    Workload workload = new Workload("back", Engine.DL4J, task, learner, 10);
    try (Trainee trainee = learner.begin(workload, Stochasticity.NONE, Streams.of(1), Hooks.NONE)) {
      assertThat(trainee.performance(0)).isEqualTo(run.getDouble(2));
    }
  }

  @Test
  void whatCannotBeExportedIsTold() {
    String lake = directory.resolve("none").toString();
    assertMistake("Expected RUN_ID or --sweep S, found neither; see", "export", "--lake", lake);
    assertMistake("Expected --out, where to write; see", "export", "x", "--to", "dl4j");
    assertMistake("Expected --evaluation N, or --to dl4j --out FILE; see", "export", "x");
    assertMistake(
        "Invalid --to: expected dl4j for a run, found csv",
        "export",
        "x",
        "--to",
        "csv",
        "--out",
        "y");
    assertMistake(
        "Invalid --to: expected one of tensorboard, csv, parquet, mlflow for a sweep, found dl4j",
        "export",
        "--sweep",
        "s",
        "--to",
        "dl4j",
        "--out",
        "y");
  }

  private static void assertMistake(String message, String... arguments) {
    ShaketableTest.Ended ended = ShaketableTest.run(arguments);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).startsWith(message).hasLineCount(1);
  }
}
