package org.shaketable.jobs.exports;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.Checkpoints;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.data.TargetData;
import org.shaketable.training.dl4j.ExportedModel;
import org.shaketable.training.regression.Regression;
import org.shaketable.training.run.Observer;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Task;

/**
 * The network of a run as a model of DL4J, with the parameters of a checkpoint, or with those at
 * the run's end, for which it is trained again from its specification.
 */
public final class ModelExport {
  private ModelExport() {}

  /**
   * Writes the model of a run.
   *
   * @param evaluation the evaluation of a checkpoint; empty for the end of the run
   * @return number of parameters
   */
  public static int write(Lake lake, String runId, OptionalInt evaluation, Path file) {
    RunSpec spec = spec(lake, runId);
    ExportedModel model = model(spec.workload().learner(), spec.workload().task());
    float[] parameters =
        evaluation.isPresent() ? kept(lake, runId, evaluation.getAsInt()) : last(lake, runId, spec);
    try {
      model.write(file, parameters);
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write %s: %s; give another file with --out".formatted(file, e.getMessage()), e);
    }
    return parameters.length;
  }

  private static RunSpec spec(Lake lake, String runId) {
    String spec = Checkpoints.spec(lake, runId);
    if (spec == null) {
      throw new Mistake(
          "Cannot export run %s: it was imported from logs, which hold no parameters"
              .formatted(runId));
    }
    return Specs.parse(spec);
  }

  private static ExportedModel model(Learner learner, Task task) {
    if (learner instanceof Classification classification && task instanceof LabelledData data) {
      return new ExportedModel(
          classification.network(),
          data.read().train().columns(),
          data.classes(),
          ExportedModel.Loss.CROSS_ENTROPY);
    }
    if (learner instanceof Regression regression && task instanceof TargetData data) {
      return new ExportedModel(
          regression.network(),
          data.targets().train().columns(),
          1,
          ExportedModel.Loss.SQUARED_ERROR);
    }
    throw new Mistake(
        "Cannot export a run of learner %s to dl4j: %s".formatted(learner.name(), why(learner)));
  }

  private static String why(Learner learner) {
    return switch (learner.name()) {
      case "pretraining", "fine-tuning", "reward-tuning" ->
          "DL4J's attention layers look at what comes later, and a language model's must not;"
              + " export a checkpoint with --evaluation N as a NumPy archive";
      case "dl4j", "dl4j-regression", "data-parallel" ->
          "its network is a DL4J model already, the file that the sweep names";
      case "program" -> "its network is the program's own";
      default ->
          "expected a run of classification or regression, whose network is one row of dense layers"
              + " with a loss; export a checkpoint with --evaluation N as a NumPy archive";
    };
  }

  private static float[] kept(Lake lake, String runId, int evaluation) {
    CheckpointRow row = Checkpoints.row(lake, runId, evaluation);
    return row.values();
  }

  /** The parameters behind the last evaluation, of the same bits as the stored run's. */
  private static float[] last(Lake lake, String runId, RunSpec spec) {
    List<Row> stored =
        lake.now("runs")
            .where(col("run_id").equalTo(runId))
            .select("status", "trajectory_digest")
            .collectAsList();
    if (!"COMPLETED".equals(stored.get(0).getString(0))) {
      throw new Mistake(
          "Cannot export run %s: it has no end, its status is %s; export a checkpoint with --evaluation N"
              .formatted(runId, stored.get(0).getString(0)));
    }
    float[][] latest = new float[1][];
    Observer observer = (index, trainee) -> latest[0] = trainee.parameters();
    Run again = spec.clean() ? Twin.of(spec, observer).run() : Twin.of(spec).train(spec, observer);
    if (!again.digest().equals(stored.get(0).getString(1))) {
      throw new Mistake(
          "Cannot export run %s: trained again it is not the run that is stored; `shaketable replay %s` says where they part"
              .formatted(runId, runId));
    }
    return latest[0];
  }
}
