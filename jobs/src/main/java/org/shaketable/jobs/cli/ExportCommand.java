package org.shaketable.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.exports.Format;
import org.shaketable.jobs.exports.SweepExport;
import org.shaketable.jobs.lake.Checkpoints;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.training.dl4j.NumpyArchive;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a checkpoint or a whole sweep to files that other programs read. */
@Command(
    name = "export",
    description =
        "Writes the parameters of a checkpoint as a NumPy archive, one array a tensor; or a whole"
            + " sweep for TensorBoard, pandas or MLflow.")
final class ExportCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @ArgGroup(multiplicity = "1")
  private What what;

  /** One of both. */
  private static final class What {
    @ArgGroup(exclusive = false)
    private Checkpoint checkpoint;

    @ArgGroup(exclusive = false)
    private WholeSweep sweep;
  }

  private static final class Checkpoint {
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
  }

  private static final class WholeSweep {
    @Option(
        names = "--sweep",
        required = true,
        paramLabel = "S",
        description = "Column sweep of table runs.")
    private String sweep;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "FORMAT",
        description = "tensorboard, csv, parquet or mlflow.")
    private Format to;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIR",
        description = "An empty or a new directory.")
    private Path out;
  }

  @Override
  public void run() {
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    if (what.sweep == null) {
      checkpoint(opened, what.checkpoint);
    } else {
      int runs = SweepExport.write(opened, what.sweep.sweep, what.sweep.to, what.sweep.out);
      System.out.printf(
          "Wrote %,d runs of sweep %s to %s.%n", runs, what.sweep.sweep, what.sweep.out);
    }
  }

  private static void checkpoint(Lake lake, Checkpoint wanted) {
    CheckpointRow row = Checkpoints.row(lake, wanted.runId, wanted.evaluation);
    ParameterLayout layout = Checkpoints.layout(row);
    Path target =
        wanted.file == null
            ? Path.of("%s-%d.npz".formatted(wanted.runId, wanted.evaluation))
            : wanted.file;
    try {
      NumpyArchive.write(target, layout, row.values());
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write %s: %s; give another file with --file".formatted(target, e.getMessage()),
          e);
    }
    System.out.printf(
        "Wrote %,d parameters in %d tensors of run %s, step %,d, to %s.%n",
        layout.size(), row.layout().size(), wanted.runId, row.step(), target);
  }
}
