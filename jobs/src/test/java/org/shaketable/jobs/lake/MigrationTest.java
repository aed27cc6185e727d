package org.shaketable.jobs.lake;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.ExposureRow;
import org.shaketable.analytics.table.FeatureRow;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunRow;
import org.shaketable.analytics.table.Source;
import org.shaketable.analytics.table.StochasticityRow;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.sweep.PlannedRun;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.jobs.sweep.SweepPlan;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.WeightNoise;

class MigrationTest {
  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;

  private Dataset<Row> table(String name) {
    return spark.read().format("delta").load(directory.resolve(name).toString());
  }

  private List<String> migrate() {
    return new Maintenance(spark, Lake.openToMigrate(spark, directory.toString())).migrate();
  }

  /** Changes what the marker says and returns what it said. */
  private String mark(UnaryOperator<String> change) throws IOException {
    Path marker = directory.resolve("_shaketable.json");
    String text = Files.readString(marker);
    Files.writeString(marker, change.apply(text));
    return text;
  }

  /** One lake for all that follows on a migration. */
  @Test
  void aLakeOfVersionTwoIsRefusedAndMigratedWithoutLoss() throws IOException {
    PackedLake.unpack(directory);
    List<Row> runs = table("runs").sort("run_id").collectAsList();
    List<Row> trajectories = table("trajectories").sort("run_id", "evaluation").collectAsList();
    assertThatThrownBy(() -> Lake.open(spark, directory.toString()))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot open lake %s: an earlier version of Shaketable made it (schema version 2);"
                + " bring it up to date with `shaketable maintain --lake %s --migrate`",
            directory, directory);

    assertThat(migrate())
        .containsExactly(
            "runs.configuration",
            "runs.exposures",
            "runs.role",
            "runs.rows_digest",
            "runs.source",
            "runs.stochasticity_levels",
            "runs.stop",
            "runs.twin_run_id");

    Lake lake = Lake.open(spark, directory.toString());
    assertRunsAreTheSame(runs, lake);
    assertTrajectoriesAreTheSame(trajectories, lake);
    assertRunsSayWhatTheyAre(lake);
    assertWorkloadsSayWhatTheyAre(lake);
    assertASecondMigrationChangesNothing(lake);
    assertTheSweepGoesOn(lake);
  }

  private static void assertRunsAreTheSame(List<Row> before, Lake lake) {
    List<Row> now = lake.read("runs").sort("run_id").collectAsList();
    assertThat(now).hasSameSizeAs(before).hasSize(104);
    for (String column : before.get(0).schema().fieldNames()) {
      String name = column.equals("reference_run_id") ? "twin_run_id" : column;
      for (int i = 0; i < now.size(); i++) {
        Object was = before.get(i).getAs(column);
        boolean turned = column.equals("final_performance") && loss(before.get(i));
        assertThat(now.get(i).<Object>getAs(name))
            .as(column)
            .isEqualTo(turned ? (Object) (-(Double) was) : was);
      }
    }
  }

  private static void assertTrajectoriesAreTheSame(List<Row> before, Lake lake) {
    List<Row> now = lake.read("trajectories").sort("run_id", "evaluation").collectAsList();
    assertThat(now).hasSameSizeAs(before).hasSizeGreaterThan(1300);
    for (String column : before.get(0).schema().fieldNames()) {
      for (int i = 0; i < now.size(); i++) {
        Object was = before.get(i).getAs(column);
        boolean turned = column.equals("performance") && loss(before.get(i));
        assertThat(now.get(i).<Object>getAs(column))
            .as(column)
            .isEqualTo(turned ? (Object) (-(Double) was) : was);
      }
    }
  }

  private static boolean loss(Row row) {
    return row.getAs("workload").equals("words");
  }

  private static void assertRunsSayWhatTheyAre(Lake lake) {
    RecordCodec<RunRow> codec = RecordCodec.of(RunRow.class);
    List<RunRow> rows = lake.read("runs").collectAsList().stream().map(codec::record).toList();
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.source()).isEqualTo(Source.TRAINED);
              assertThat(row.stop()).isNull();
              assertThat(row.role())
                  .isEqualTo(row.twinRunId() == null ? Role.CLEAN : Role.PERTURBED);
              assertThat(row.exposures().isEmpty()).isEqualTo(row.role() == Role.CLEAN);
              assertThat(row.stochasticityLevels())
                  .isEqualTo(
                      row.stochasticity().equals("none")
                          ? List.of()
                          : List.of(new StochasticityRow("gradient-noise-floor", 0.1)));
            });
    assertThat(rows)
        .filteredOn(row -> "COMPOSITION".equals(row.dimension()))
        .hasSize(8)
        .allSatisfy(
            row ->
                assertThat(row.exposures())
                    .containsExactly(
                        new ExposureRow(
                            "PARAMETER",
                            "weight-noise",
                            0.1,
                            WeightNoise.FAMILY.unit(),
                            null,
                            "pulse(40%, 20%)",
                            24,
                            36),
                        new ExposureRow(
                            "SIGNAL",
                            "signal-flip",
                            1,
                            SignalFlip.FAMILY.unit(),
                            null,
                            "pulse(50%, 40%)",
                            30,
                            54)));
    assertThat(rows)
        .filteredOn(row -> "learning-rate-scale".equals(row.family()))
        .hasSize(8)
        .allSatisfy(row -> assertThat(row.exposures().get(0).direction()).isEqualTo("up"));
  }

  private static void assertWorkloadsSayWhatTheyAre(Lake lake) {
    RecordCodec<WorkloadRow> codec = RecordCodec.of(WorkloadRow.class);
    List<WorkloadRow> rows =
        lake.read("workloads").sort("workload").collectAsList().stream()
            .map(codec::record)
            .toList();
    assertThat(rows)
        .extracting(
            WorkloadRow::workload,
            WorkloadRow::learner,
            WorkloadRow::horizon,
            WorkloadRow::evaluations,
            WorkloadRow::performanceDirection,
            row -> row.collapseRules().contains(CollapseKind.LOSS))
        .containsExactly(
            tuple("blobs", "classification", 60L, 12, Direction.HIGHER, false),
            tuple("cartpole", "ppo", 3072L, 12, Direction.HIGHER, false),
            tuple("words", "pretraining", 36L, 12, Direction.LOWER, true));
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.features().stream().map(FeatureRow::name))
                    .contains("gradient_norm", "critical_sharpness")
                    .doesNotContain("loss", "performance", "parameter_distance")
                    .satisfies(
                        names ->
                            assertThat(names.contains("largest_attention_logit"))
                                .isEqualTo(row.workload().equals("words"))));
  }

  private void assertASecondMigrationChangesNothing(Lake lake) throws IOException {
    List<Row> before = lake.read("trajectories").sort("run_id", "evaluation").collectAsList();
    List<Row> runs = lake.read("runs").sort("run_id").collectAsList();
    List<Row> workloads = lake.read("workloads").sort("workload").collectAsList();
    // As if the process had been killed before it could mark what it had done.
    mark(text -> text.replace("\"schema_version\":3", "\"schema_version\":2"));

    assertThat(migrate()).isEmpty();

    assertThat(lake.read("trajectories").sort("run_id", "evaluation").collectAsList())
        .isEqualTo(before);
    assertThat(lake.read("runs").sort("run_id").collectAsList()).isEqualTo(runs);
    assertThat(lake.read("workloads").sort("workload").collectAsList()).isEqualTo(workloads);
  }

  private void assertTheSweepGoesOn(Lake lake) throws IOException {
    SweepPlan plan = SmallSweep.plan(PackedLake.sweep());
    assertThat(SmallSweep.train(spark, lake, plan)).contains("Nothing to train");
    SweepPlan more = SmallSweep.plan(PackedLake.sweep().replace("replicates: 4", "replicates: 5"));
    List<PlannedRun> ofBlobs =
        more.runs().stream().filter(run -> run.spec().workload().name().equals("blobs")).toList();

    assertThat(SmallSweep.train(spark, lake, new SweepPlan(more.config(), ofBlobs)))
        .contains("To train: 12 runs; the lake has 48 of 60.");

    assertThat(lake.read("runs").count()).isEqualTo(116);
    assertThat(lake.read("workloads").count()).isEqualTo(3);
  }

  /** A kill between the tables left trajectories whose runs were still staged. */
  @Test
  void whatAnEarlierVersionHadStagedIsTrainedAgain() throws IOException {
    PackedLake.unpack(directory);
    String lost = table("runs").where("workload = 'blobs'").first().getAs("run_id");
    io.delta.tables.DeltaTable.forPath(spark, directory.resolve("runs").toString())
        .delete("run_id = '" + lost + "'");
    Path wave = Files.createDirectories(directory.resolve("_staging/small/9"));
    Files.writeString(wave.resolve("part-0.parquet"), "of an earlier version");

    migrate();

    Lake lake = Lake.open(spark, directory.toString());
    assertThat(lake.read("trajectories").where("run_id = '" + lost + "'").count()).isZero();
    assertThat(SmallSweep.train(spark, lake, SmallSweep.plan(PackedLake.sweep())))
        .contains("To train: 1 runs; the lake has 103 of 104.");
    assertThat(lake.read("trajectories").where("run_id = '" + lost + "'").count()).isEqualTo(13);
  }

  /** A lake of version 1, with a feature of another version and without one of today's. */
  @Test
  void aFeatureMoreOrLessNeedsNoMigrationAndAColumnMoreIsEmptyInOlderRows() throws IOException {
    PackedLake.unpack(directory);
    overwrite("runs", table("runs").drop("realised_magnitude"));
    overwrite(
        "trajectories",
        table("trajectories").drop("feature_rank").withColumn("another_feature", lit(1.0)),
        "sweep",
        "workload");
    Files.writeString(directory.resolve("_shaketable.json"), "{\"schema_version\": 1}\n");

    assertThat(migrate()).contains("runs.realised_magnitude", "runs.role");

    Lake lake = Lake.open(spark, directory.toString());
    RecordCodec<RunRow> codec = RecordCodec.of(RunRow.class);
    assertThat(codec.record(lake.read("runs").first()).realisedMagnitude()).isNaN();
    assertThat(lake.read("workloads").selectExpr("explode(features.name)").collectAsList())
        .extracting(row -> row.getString(0))
        .contains("another_feature", "gradient_norm")
        .doesNotContain("feature_rank");
    assertASweepWithOtherFeaturesLivesBeside(lake);
  }

  private void overwrite(String table, Dataset<Row> rows, String... partitions) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .partitionBy(partitions)
        .option("overwriteSchema", true)
        .save(directory.resolve(table).toString());
  }

  private void assertASweepWithOtherFeaturesLivesBeside(Lake lake) {
    String other =
        SmallSweep.YAML
            .replace("replicates: 3", "replicates: 1")
            .replace("sweep: small", "sweep: other");
    SmallSweep.train(spark, lake, SmallSweep.plan(other));

    Dataset<Row> trajectories = lake.read("trajectories");
    assertThat(trajectories.where("sweep = 'other' AND feature_rank IS NOT NULL").count())
        .isPositive();
    assertThat(trajectories.where("sweep = 'other' AND another_feature IS NOT NULL").count())
        .isZero();
    assertThat(trajectories.where("sweep = 'small' AND another_feature = 1").count())
        .isEqualTo(trajectories.where("sweep = 'small'").count())
        .isEqualTo(1352);
  }

  @Test
  void aColumnThatTheMarkerLacksMakesALakeOlder() throws IOException {
    Lake.create(spark, directory.toString());
    assertThat(mark(text -> text.replace("\"horizon BIGINT\",", "")))
        .contains("\"horizon BIGINT\",");
    assertThatThrownBy(() -> Lake.open(spark, directory.toString()))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("made it (table runs lacks column horizon BIGINT); bring it");
  }

  @Test
  void aColumnThatThisVersionDoesNotKnowMakesALakeNewer() throws IOException {
    Lake.create(spark, directory.toString());
    mark(text -> text.replace("\"horizon BIGINT\",", "\"horizon BIGINT\",\"warp DOUBLE\","));

    assertThatThrownBy(() -> Lake.open(spark, directory.toString()))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot open lake %s: another version of Shaketable made it (table runs has column warp"
                + " DOUBLE); use that version, or give another lake with --lake",
            directory);
  }

  @Test
  void aColumnOfAnotherTypeIsNotMigrated() throws IOException {
    Lake lake = Lake.create(spark, directory.toString());
    FileUtil.fullyDelete(directory.resolve("reports").toFile());
    lake.append("reports", spark.sql("SELECT 1 AS night"));
    mark(text -> "{\"schema_version\": 1}");

    assertThatThrownBy(
            () -> new Maintenance(spark, Lake.openToMigrate(spark, directory.toString())).migrate())
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot migrate lake %s: expected column night of table reports to be STRING, found"
                + " INT; train its sweeps again into another lake",
            directory);
  }
}
