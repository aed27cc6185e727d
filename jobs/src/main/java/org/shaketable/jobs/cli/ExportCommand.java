package org.shaketable.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.exports.Format;
import org.shaketable.jobs.exports.ModelExport;
import org.shaketable.jobs.exports.SweepExport;
import org.shaketable.jobs.lake.Checkpoints;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.training.dl4j.NumpyArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a checkpoint, a model or a whole sweep to files that other programs read. */
@Command(
    name = "export",
    description = {
      "RUN_ID --evaluation N writes the parameters of a checkpoint as a NumPy archive, one array a"
          + " tensor;",
      "RUN_ID --to dl4j --out FILE the network of a run as a model of DL4J;",
      "--sweep S --to FORMAT --out DIR a whole sweep for TensorBoard, pandas or MLflow."
    })
final class ExportCommand implements Runnable {
  private static final String DL4J = "dl4j";

  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Parameters(arity = "0..1", paramLabel = "RUN_ID", description = "Column run_id of table runs.")
  private String runId;

  @Option(
      names = "--evaluation",
      paramLabel = "N",
      description =
          "Column evaluation of table checkpoints; a model has the parameters at the run's end"
              + " without it.")
  private Integer evaluation;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Where to write the archive; default RUN_ID-N.npz.")
  private Path file;

  @Option(names = "--sweep", paramLabel = "S", description = "Column sweep of table runs.")
  private String sweep;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description = "Of a sweep tensorboard, csv, parquet or mlflow; of a run dl4j.")
  private String to;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description = "Of a sweep an empty or a new directory; of a model its file.")
  private Path out;

  @Override
  public void run() {
    if ((runId == null) == (sweep == null)) {
      throw new Mistake(
          "Expected RUN_ID or --sweep S, found %s; see `shaketable export --help`"
              .formatted(runId == null ? "neither" : "both"));
    }
    require(sweep == null && to == null || out != null, "--out, where to write");
    if (sweep != null) {
      Format format = format();
      wholeSweep(open(), format);
    } else if (to != null) {
      if (!to.equalsIgnoreCase(DL4J)) {
        throw new Mistake("Invalid --to: expected dl4j for a run, found %s".formatted(to));
      }
      model(open());
    } else {
      require(evaluation != null, "--evaluation N, or --to dl4j --out FILE");
      checkpoint(open());
    }
  }

  private static void require(boolean given, String what) {
    if (!given) {
      throw new Mistake("Expected %s; see `shaketable export --help`".formatted(what));
    }
  }

  private Format format() {
    String known =
        Arrays.stream(Format.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return Arrays.stream(Format.values())
        .filter(format -> format.name().equalsIgnoreCase(to))
        .findFirst()
        .orElseThrow(
            () ->
                new Mistake(
                    "Invalid --to: expected one of %s for a sweep, found %s"
                        .formatted(known, to == null ? "nothing" : to)));
  }

  private Lake open() {
    SparkSession session = spark.session();
    return Lake.open(session, lake.directory());
  }

  private void wholeSweep(Lake opened, Format format) {
    int runs = SweepExport.write(opened, sweep, format, out);
    System.out.printf("Wrote %,d runs of sweep %s to %s.%n", runs, sweep, out);
  }

  private void model(Lake opened) {
    OptionalInt at = evaluation == null ? OptionalInt.empty() : OptionalInt.of(evaluation);
    int parameters = ModelExport.write(opened, runId, at, out);
    System.out.printf(
        "Wrote run %s as a DL4J model of %,d parameters to %s; it takes inputs as the learner saw"
            + " them, scaled by the training samples where the task scales.%n",
        runId, parameters, out);
  }

  private void checkpoint(Lake opened) {
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
