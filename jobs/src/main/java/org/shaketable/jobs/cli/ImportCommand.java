package org.shaketable.jobs.cli;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.imports.ImportJob;
import org.shaketable.jobs.imports.Preview;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings logs of trainings that ran elsewhere into the lake. */
@Command(
    name = "import",
    description =
        "Brings logs of other tools into the lake: TensorBoard, CSV, Parquet, JSON Lines,"
            + " trainer_state.json, MLflow.")
final class ImportCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Directory that files of the mapping are below; default: where you are.")
  private String from;

  @Option(
      names = "--dry-run",
      description = "Writes nothing; shows the first three runs and what would be left out.")
  private boolean dryRun;

  @Parameters(
      paramLabel = "MAPPING",
      description = "YAML file, such as conf/import-tensorboard.yaml.")
  private Path file;

  @Override
  public void run() {
    Mapping mapping = Mapping.read(file);
    SparkSession session = spark.session();
    if (dryRun) {
      Preview.lines(session, mapping, from).forEach(System.out::println);
      return;
    }
    Lake opened = Lake.create(session, lake.directory());
    LakeLock.hold(
        opened,
        () -> ImportJob.run(session, opened, mapping, from).lines().forEach(System.out::println));
  }
}
