package org.shaketable.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.analyze.Analysis;
import org.shaketable.jobs.imports.log.LogFiles;
import org.shaketable.jobs.imports.mapping.Mapping;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.report.Report;
import org.shaketable.jobs.sweep.Replay;

/** Every mapping of conf/ on logs laid out as the tools write them. */
class ImportTest {
  private static final SparkSession SPARK = TestSession.spark();

  @TempDir private static Path directory;

  /** Below it lie the lakes, what is read and what is written. */
  private static Path home;

  private static Lake lake;

  @BeforeAll
  static void makeLake() {
    home = HostilePaths.folder(directory);
    lake = Lake.create(SPARK, home.resolve("lake").toString());
  }

  private static Mapping mapping(String kind) {
    return Mapping.read(Path.of("../conf/import-%s.yaml".formatted(kind)));
  }

  private static ImportResult run(String kind, Path from) {
    return ImportJob.run(SPARK, lake, mapping(kind), from.toString());
  }

  private static Row one(String sql) {
    lake.registerViews();
    List<Row> rows = SPARK.sql(sql).collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "sb3-monitor, sb3, 3, 3",
    "sb3-progress, sb3, 3, 3",
    "cleanrl, cleanrl, 2, 2",
    "lightning, lightning, 2, 2",
    "wandb, wandb, 1, 2",
    "json-lines, json, 2, 2",
    "trainer-state, hf, 4, 2",
    "parquet, parquet, 1, 2",
    "mlflow, mlflow, 6, 6"
  })
  void everyKindOfLogBecomesASweep(String kind, String from, int files, int runs) {
    ImportResult result = run(kind, LogFiles.RESOURCES.resolve("logs/" + from));

    assertThat(result.leftOut()).isEmpty();
    assertThat(result.files()).isEqualTo(files);
    assertThat(result.written()).isEqualTo(runs);
    Row there =
        one(
            "SELECT count(*), count(final_performance), count_if(status = 'COMPLETED'), count(spec) FROM runs WHERE sweep = '%s' AND source = 'imported'"
                .formatted(result.sweep()));
    // The second run of the Parquet file is half as long, which its row says.
    int completed = kind.equals("parquet") ? 1 : runs;
    assertThat(there).hasToString("[%d,%d,%d,0]".formatted(runs, runs, completed));
    assertThat(run(kind, LogFiles.RESOURCES.resolve("logs/" + from)).written()).isZero();
  }

  @Test
  void aFolderOfEventFilesBecomesAReportWithTwinsAndWithout() throws IOException {
    Lake events = Lake.create(SPARK, home.resolve("events-lake").toString());
    Path from = LogFiles.RESOURCES.resolve("events");
    ImportResult result = ImportJob.run(SPARK, events, mapping("tensorboard"), from.toString());
    assertThat(result.runs()).isEqualTo(30);
    assertThat(result.carried()).isZero();
    String text = Files.readString(renamed("unpaired", "tensorboard"));
    Path unpaired =
        Files.writeString(
            home.resolve("unpaired.yaml"),
            text.replace("twin: same-replicate", "twin: none")
                .replace(EVALUATIONS, "evaluations: 20"));
    assertThat(ImportJob.run(SPARK, events, Mapping.read(unpaired), from.toString()).carried())
        .isPositive();

    Analysis.run(events, Optional.empty(), new AnalyticsSettings(1, 200, 0.95));
    events.registerViews();
    assertThat(
            only(
                "SELECT count(*), count(DISTINCT run_id), count(loss), count(gradient_norm),"
                    + " min(step), max(step) FROM trajectories WHERE sweep = 'spirals-logs'"))
        .hasToString("[780,30,780,780,0,500]");
    assertThat(
            only(
                "SELECT count(*) FROM runs p JOIN runs c ON p.twin_run_id = c.run_id AND"
                    + " p.replicate = c.replicate WHERE p.sweep = 'spirals-logs' AND p.role ="
                    + " 'perturbed' AND c.role = 'clean'"))
        .hasToString("[20]");
    assertThat(
            only(
                "SELECT count_if(lost IS NOT NULL), count(retained_performance) > 0 FROM"
                    + " run_stability WHERE sweep = 'spirals-logs' AND role = 'perturbed'"))
        .hasToString("[20,true]");
    // Without twins the band of the clean runs judges, and what needs a twin says why it is absent.
    assertThat(
            only(
                "SELECT count_if(lost IS NOT NULL), count(retained_performance) FROM run_stability"
                    + " WHERE sweep = 'unpaired' AND role = 'perturbed'"))
        .hasToString("[20,0]");
    assertThat(
            only(
                "SELECT sum(runs) FROM exclusions WHERE sweep = 'unpaired' AND reason = 'no_twin'"
                    + " AND missing_from LIKE 'retained_performance%'"))
        .hasToString("[20]");
    // Absent features are none of the model's.
    assertThat(
            only(
                "SELECT array_join(features, ' ') FROM meta_state_models WHERE sweep ="
                    + " 'spirals-logs'"))
        .hasToString("[log_gradient_norm predictive_entropy]");

    Report.write(SPARK, events, Optional.of("unpaired"), home.resolve("report"));
    assertThat(home.resolve("report/index.html"))
        .content()
        .contains("gradient-noise")
        .contains("Logs that were imported");
    lake.registerViews();
  }

  private static final String EVALUATIONS = "evaluations: 25";

  private static Row only(String sql) {
    return SPARK.sql(sql).collectAsList().get(0);
  }

  @Test
  void whatWasLeftOutOfEachFileStandsInTheLake() throws IOException {
    Path from = Files.createDirectory(home.resolve("broken"));
    List<String> good = Files.readAllLines(LogFiles.RESOURCES.resolve("logs/json/a.jsonl"));
    Files.write(from.resolve("good.jsonl"), good);
    Files.writeString(
        from.resolve("short.jsonl"),
        String.join("\r\n", good.subList(0, good.size() / 2)) + "\r\n{\"step\": \r\n{\"st");
    Files.writeString(from.resolve("empty.jsonl"), "");
    Files.writeString(from.resolve("other.jsonl"), "{\"step\": 1, \"other\": 2}\n");
    for (int i = 0; i < 200; i++) {
      Files.write(from.resolve("many-%d.jsonl".formatted(i)), good);
    }
    Mapping mapping = Mapping.read(renamed("broken", "json-lines"));
    ImportResult result = ImportJob.run(SPARK, lake, mapping, from.toString());

    assertThat(List.of(result.files(), result.runs())).isEqualTo(List.of(204, 202));
    assertThat(result.skips())
        .containsExactly(
            "empty.jsonl: 1 empty files (first: line 1).",
            "short.jsonl: 1 cut off at the end of the file (first: line %d), 1 corrupt (first: line %d)."
                .formatted(good.size() / 2 + 2, good.size() / 2 + 1));
    assertThat(result.leftOut())
        .isEqualTo(
            java.util.Map.of(
                "empty.jsonl",
                "nothing in it can be read",
                "other",
                "it has no value of eval.accuracy; it has other"));
    assertThat(
            one(
                "SELECT count(*), count(run_id), count(left_out), count_if(size(skips) > 0) FROM"
                    + " imported_files WHERE sweep = 'broken'"))
        .hasToString("[204,202,2,2]");
    assertThat(
            one("SELECT r.status, r.message, cast(f.skips.times AS STRING) FROM runs r JOIN"
                    + " imported_files f ON r.run_id = f.run_id WHERE f.file = 'short.jsonl'")
                .toString())
        .startsWith("[FAILED,The log ends at step ")
        .endsWith("[1, 1]]");
    assertThat(one("SELECT count(DISTINCT replicate) FROM runs WHERE sweep = 'broken'").getLong(0))
        .isEqualTo(202);
    long version = lake.version("imported_files");
    assertThat(ImportJob.run(SPARK, lake, mapping, from.toString()).written()).isZero();
    assertThat(lake.version("imported_files")).isEqualTo(version);
  }

  @Test
  void aChangedFileIsANewVersionOfItsRunAndNoDuplicate() throws IOException {
    Path from = Files.createDirectory(home.resolve("changing"));
    Path resource = LogFiles.RESOURCES.resolve("logs/json/a.jsonl");
    Files.copy(resource, from.resolve("x.jsonl"));
    Files.copy(resource, from.resolve("y.jsonl"));
    Mapping mapping = Mapping.read(renamed("changing", "json-lines"));
    assertThat(ImportJob.run(SPARK, lake, mapping, from.toString()).written()).isEqualTo(2);

    String text = Files.readString(resource);
    Files.writeString(from.resolve("y.jsonl"), text.replace("0.95", "0.25"));
    ImportResult again = ImportJob.run(SPARK, lake, mapping, from.toString());
    assertThat(List.of(again.written(), again.changed())).isEqualTo(List.of(1, 1));
    assertThat(
            one(
                "SELECT count(*), min(final_performance), max(final_performance) FROM runs WHERE"
                    + " sweep = 'changing'"))
        .hasToString("[2,0.25,0.95]");
    assertThat(
            one(
                "SELECT count(*), count(DISTINCT run_id, evaluation) FROM trajectories WHERE sweep"
                    + " = 'changing'"))
        .hasToString("[22,22]");

    Files.delete(from.resolve("x.jsonl"));
    ImportResult without = ImportJob.run(SPARK, lake, mapping, from.toString());
    assertThat(List.of(without.written(), without.gone())).isEqualTo(List.of(0, 1));
  }

  @Test
  void anImportedRunIsNotReplayed() throws IOException {
    Mapping mapping = Mapping.read(renamed("unreplayed", "json-lines"));
    ImportJob.run(SPARK, lake, mapping, LogFiles.RESOURCES.resolve("logs/json").toString());
    String id = ImportPlan.runId("unreplayed", "a");
    assertThatThrownBy(() -> Replay.of(lake, id))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot replay run %s: it was imported from logs, which do not say how to train it again; replay runs that were trained here"
                .formatted(id));
  }

  @Test
  void aDryRunShowsRunsAndWhatIsLeftOutAndWritesNothing() throws IOException {
    Path from = Files.createDirectory(home.resolve("dry"));
    Files.copy(LogFiles.RESOURCES.resolve("logs/json/a.jsonl"), from.resolve("a.jsonl"));
    Files.writeString(from.resolve("b.jsonl"), "{\"step\": 1, \"other\": 2}\n");
    Files.writeString(from.resolve("c.jsonl"), "");
    List<String> lines =
        Preview.lines(SPARK, Mapping.read(renamed("dry", "json-lines")), from.toString());

    assertThat(lines)
        .contains("Sweep dry: 3 files, 1 runs, 2 left out.", "Run a, of a.jsonl")
        .contains("  performance from eval.accuracy: 10 values", "  loss from loss: 20 values")
        .contains("Left out b: it has no value of eval.accuracy; it has other.")
        .contains("Left out c.jsonl: nothing in it can be read.")
        .contains("Series that the mapping does not ask for: other.");
    assertThat(one("SELECT count(*) FROM runs WHERE sweep = 'dry'")).hasToString("[0]");
  }

  @Test
  void logsThatAreNotThereAndNamesThatAreTakenAreRefused() {
    assertThatThrownBy(() -> run("cleanrl", home.resolve("nowhere")))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("Cannot find logs {workload}__{learner}__{seed}__{time}.csv below")
        .hasMessageContaining("change files in the mapping, or give another directory with --from");
  }

  @Test
  void aMappingThatIsWrongIsRefusedByItsLine() throws IOException {
    Path file = home.resolve("wrong.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of("../conf/import-mlflow.yaml"))
            .replace("better: higher", "better: more"));
    assertThatThrownBy(() -> Mapping.read(file))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining(
            "wrong.yaml:11: performance.better: expected one of higher, lower, found 'more'");
  }

  private static Path renamed(String sweep, String kind) throws IOException {
    String text = Files.readString(Path.of("../conf/import-%s.yaml".formatted(kind)));
    return Files.writeString(
        home.resolve(sweep + ".yaml"), text.replaceFirst("(?m)^sweep: .*", "sweep: " + sweep));
  }

  @Test
  void everyMappingInConfIsRead() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../conf"))) {
      List<Path> mappings =
          files.filter(file -> file.getFileName().toString().startsWith("import-")).toList();
      assertThat(mappings).hasSize(10).allSatisfy(Mapping::read);
    }
  }
}
