package org.shaketable.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Checkpoints;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.training.dl4j.NumpyArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a checkpoint to a file that other programs read. */
@Command(
    name = "export",
    description = "Writes the parameters of a checkpoint as a NumPy archive, one array a tensor.")
final class ExportCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Parameters(paramLabel = "RUN_ID", description = "Column run_id of table checkpoints.")
  private String runId;

  @Option(
      names = "--evaluation",
      required = true,
      paramLabel = "N",
      description = "Column evaluation of table checkpoints.")
  private int evaluation;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Where to write; default RUN_ID-N.npz.")
  private Path file;

  @Override
  public void run() {
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    CheckpointRow row = Checkpoints.row(opened, runId, evaluation);
    ParameterLayout layout = Checkpoints.layout(row);
    Path target = file == null ? Path.of("%s-%d.npz".formatted(runId, evaluation)) : file;
    try {
      NumpyArchive.write(target, layout, row.values());
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write %s: %s; give another file with --file".formatted(target, e.getMessage()),
          e);
    }
    System.out.printf(
        "Wrote %,d parameters in %d tensors of run %s, step %,d, to %s.%n",
        layout.size(), row.layout().size(), runId, row.step(), target);
  }
}
