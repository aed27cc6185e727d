package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.jobs.sweep.SweepPlan;

class MigrationTest {
  private final SparkSession spark = TestSession.spark();
  @TempDir Path directory;

  /** A lake of version 1: the marker knew no columns, two of today's were not there. */
  private Lake versionOne(SweepPlan plan) throws IOException {
    Lake lake = Lake.create(spark, directory.resolve("new").toString());
    SmallSweep.train(spark, lake, plan);
    Path old = Files.createDirectory(directory.resolve("old"));
    spark
        .read()
        .format("delta")
        .load(lake.path("runs"))
        .drop("realised_magnitude")
        .write()
        .format("delta")
        .save(old.resolve("runs").toString());
    spark
        .read()
        .format("delta")
        .load(lake.path("trajectories"))
        .drop("feature_rank")
        .write()
        .format("delta")
        .partitionBy("sweep", "workload")
        .save(old.resolve("trajectories").toString());
    Files.writeString(old.resolve("_shaketable.json"), "{\"schema_version\": 1}\n");
    return lake;
  }

  /** Changes what the marker says and returns what it said. */
  private String mark(UnaryOperator<String> change) throws IOException {
    Path marker = directory.resolve("_shaketable.json");
    String text = Files.readString(marker);
    Files.writeString(marker, change.apply(text));
    return text;
  }

  @Test
  void anOlderLakeIsRefusedWithTheCommandThatMigratesItAndGoesOnThen() throws IOException {
    SweepPlan plan = SmallSweep.plan(SmallSweep.YAML.replace("replicates: 3", "replicates: 1"));
    Lake whole = versionOne(plan);
    String old = directory.resolve("old").toString();

    assertThatThrownBy(() -> Lake.open(spark, old))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Cannot open lake %s: an earlier version of Shaketable made it (schema version 1);"
                + " bring it up to date with `shaketable maintain --lake %s --migrate`",
            old, old);
    assertThat(new Maintenance(spark, Lake.openToMigrate(spark, old)).migrate())
        .containsExactly("trajectories.feature_rank", "runs.realised_magnitude");

    Lake migrated = Lake.open(spark, old);
    RecordCodec<RunRow> codec = RecordCodec.of(RunRow.class);
    RunRow run = codec.record(migrated.read("runs").first());
    assertThat(run.realisedMagnitude()).isNaN();
    assertThat(SmallSweep.train(spark, migrated, plan)).contains("Nothing to train");
    String more =
        SmallSweep.train(
            spark,
            migrated,
            SmallSweep.plan(SmallSweep.YAML.replace("replicates: 3", "replicates: 2")));
    assertThat(more).contains("To train: 4 runs; the lake has 4 of 8.");
    assertThat(migrated.read("trajectories").where("feature_rank IS NOT NULL").count())
        .isPositive();
    assertThat(migrated.read("runs").count()).isEqualTo(whole.read("runs").count() * 2);
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
