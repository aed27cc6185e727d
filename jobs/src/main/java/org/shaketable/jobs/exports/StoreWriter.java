package org.shaketable.jobs.exports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shaketable.analytics.table.RunRow;

/**
 * MLflow's file store: the sweep as experiment 1, a run as a run, with its condition as parameters
 * and what became of it as tags.
 */
final class StoreWriter implements RunWriter {
  private static final int FINISHED = 3;
  private static final int BROKEN = 4;

  private final Path experiment;

  StoreWriter(Path out, String sweep) throws IOException {
    this.experiment = Files.createDirectories(out.resolve("mlruns/1"));
    Files.writeString(
        experiment.resolve("meta.yaml"),
        """
        artifact_location: %s
        creation_time: 0
        experiment_id: '1'
        last_update_time: 0
        lifecycle_stage: active
        name: '%s'
        """
            .formatted(experiment.toUri(), sweep));
  }

  @Override
  public void write(RunRow run, List<ExportedEvaluation> evaluations) throws IOException {
    Path directory = Files.createDirectories(experiment.resolve(run.runId()));
    Files.createDirectories(directory.resolve("artifacts"));
    meta(directory, run);
    texts(Files.createDirectories(directory.resolve("params")), params(run));
    texts(Files.createDirectories(directory.resolve("tags")), tags(run));
    metrics(Files.createDirectories(directory.resolve("metrics")), evaluations);
  }

  private void meta(Path directory, RunRow run) throws IOException {
    Files.writeString(
        directory.resolve("meta.yaml"),
        """
        artifact_uri: %s
        end_time: 0
        entry_point_name: ''
        experiment_id: '1'
        lifecycle_stage: active
        run_id: '%s'
        run_name: '%s'
        source_name: ''
        source_type: 4
        source_version: ''
        start_time: 0
        status: %d
        tags: []
        user_id: shaketable
        """
            .formatted(
                directory.resolve("artifacts").toUri(),
                run.runId(),
                run.runId(),
                run.status().name().equals("FAILED") ? BROKEN : FINISHED));
  }

  private static Map<String, String> params(RunRow run) {
    Map<String, String> params = new TreeMap<>();
    params.put("workload", run.workload());
    params.put("learner", run.learner());
    params.put("task", run.task());
    params.put("role", run.role().toString());
    params.put("dimension", String.valueOf(run.dimension()));
    params.put("family", String.valueOf(run.family()));
    params.put("magnitude", String.valueOf(run.magnitude()));
    params.put("schedule", run.schedule());
    params.put("stochasticity", run.stochasticity());
    params.put("replicate", String.valueOf(run.replicate()));
    params.put("horizon", String.valueOf(run.horizon()));
    return params;
  }

  private static Map<String, String> tags(RunRow run) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("mlflow.runName", run.runId());
    tags.put("source", run.source().toString());
    tags.put("status", run.status().name());
    tags.put("message", run.message());
    tags.put("twin_run_id", String.valueOf(run.twinRunId()));
    tags.put("trajectory_digest", run.trajectoryDigest());
    return tags;
  }

  private static void texts(Path directory, Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(directory.resolve(text.getKey()), text.getValue());
    }
  }

  /** A line an evaluation: milliseconds, value and step. */
  private static void metrics(Path directory, List<ExportedEvaluation> evaluations)
      throws IOException {
    Map<String, StringBuilder> lines = new TreeMap<>();
    for (ExportedEvaluation evaluation : evaluations) {
      evaluation
          .values()
          .forEach(
              (name, value) ->
                  lines
                      .computeIfAbsent(name, key -> new StringBuilder())
                      .append(
                          "%d %s %d%n"
                              .formatted(evaluation.number(), python(value), evaluation.step())));
    }
    for (Map.Entry<String, StringBuilder> metric : lines.entrySet()) {
      Files.writeString(directory.resolve(metric.getKey()), metric.getValue());
    }
  }

  private static String python(double value) {
    return Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toString(value);
  }
}
