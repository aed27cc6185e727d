package org.shaketable.jobs.lake;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.TensorRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/** Looks up single rows of the table {@code checkpoints}, and the runs they belong to. */
public final class Checkpoints {
  private Checkpoints() {}

  /**
   * The parameters of a run at an evaluation.
   *
   * @throws Mistake when the lake has none, saying which it has
   */
  public static CheckpointRow row(Lake lake, String runId, int evaluation) {
    if (!lake.has("checkpoints")) {
      throw new Mistake(
          "Cannot read checkpoints: lake %s keeps none; train a sweep with the key 'checkpoint', e.g. checkpoint: every 10 evaluations"
              .formatted(lake));
    }
    Dataset<Row> ofRun = lake.read("checkpoints").where(col("run_id").equalTo(runId));
    List<Row> rows = ofRun.where(col("evaluation").equalTo(evaluation)).collectAsList();
    if (rows.isEmpty()) {
      throw new Mistake(
          "Invalid evaluation: expected one of run %s that lake %s keeps (%s), found %d"
              .formatted(runId, lake, kept(ofRun), evaluation));
    }
    return RecordCodec.of(CheckpointRow.class).record(rows.get(0));
  }

  /** A layout as rows. */
  public static List<TensorRow> rows(ParameterLayout layout) {
    return layout.tensors().stream()
        .map(
            tensor ->
                new TensorRow(tensor.name(), tensor.offset(), tensor.rows(), tensor.columns()))
        .toList();
  }

  /** The layout of a row's parameters. */
  public static ParameterLayout layout(CheckpointRow row) {
    return new ParameterLayout(
        row.layout().stream()
            .map(
                tensor ->
                    new Tensor(tensor.name(), tensor.offset(), tensor.rows(), tensor.columns()))
            .toList());
  }

  private static String kept(Dataset<Row> ofRun) {
    List<String> evaluations =
        ofRun
            .select(col("evaluation").cast("string"))
            .sort(col("evaluation").cast("int"))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    return evaluations.isEmpty() ? "none" : String.join(", ", evaluations);
  }

  /**
   * Canonical JSON of a run's specification.
   *
   * @throws Mistake when the lake has no such run
   */
  public static String spec(Lake lake, String runId) {
    List<Row> rows =
        lake.now("runs").where(col("run_id").equalTo(runId)).select("spec").collectAsList();
    if (rows.isEmpty()) {
      throw new Mistake(
          "Invalid run-id: expected a run of lake %s, found %s; list them with `shaketable sql \"SELECT run_id, workload FROM runs\"`"
              .formatted(lake, runId));
    }
    return rows.get(0).getString(0);
  }
}
