package org.shaketable.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.AnalyzedLake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;

/**
 * {@code conf/tables.sql} in a catalog that Shaketable knows nothing of: a Hive metastore in Derby,
 * written by Spark's own {@code spark-sql} and read by a second process of it.
 */
@Tag("cluster")
class HiveCatalogTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> DELTA =
      List.of(
          "spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.sql.catalogImplementation=hive",
          "spark.ui.enabled=false",
          "spark.driver.defaultJavaOptions=-XX:TieredStopAtLevel=1");
  private static final String COUNTS =
      "SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM trajectories), (SELECT count(*)"
          + " FROM fragile_conditions), (SELECT sum(learned) FROM collapse_by_dimension), (SELECT"
          + " count(*) FROM tonight_against_last_night)";

  @TempDir Path directory;

  /** Takes longer than the test where no other test of the build made it before. */
  @BeforeAll
  static void analyze() {
    assertThat(AnalyzedLake.lake()).isNotNull();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void tablesAndViewsStayInItForOtherProcesses() throws Exception {
    Path copy = directory.resolve("lake");
    FileUtils.copyDirectory(Path.of(AnalyzedLake.lake().toString()).toFile(), copy.toFile());
    SparkSession spark = TestSession.spark();
    Lake lake = Lake.open(spark, copy.toString());
    String expected = LakeQuery.over(spark, lake).run(COUNTS).first().mkString("\t");

    sparkSql("-d", "lake=" + lake.root(), "-f", ROOT.resolve("conf/tables.sql").toString());

    assertThat(directory.resolve("metastore_db")).isDirectory();
    assertThat(sparkSql("-e", COUNTS)).startsWith(AnalyzedLake.RUNS + "\t").isEqualTo(expected);
    assertThat(sparkSql("-e", "SHOW TABLES").lines()).containsAll(lake.tables());
  }

  /** What Spark's own prompt prints, in a directory where it keeps its catalog. */
  private String sparkSql(String... arguments) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(ROOT.resolve("jobs/bin/spark-submit").toString());
    words.addAll(List.of("--master", "local[2]"));
    DELTA.forEach(property -> Collections.addAll(words, "--conf", property));
    Collections.addAll(
        words, "--driver-class-path", ROOT.resolve("jobs/target/shaketable.jar").toString());
    Collections.addAll(
        words, "--class", "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver");
    words.add("spark-internal");
    Collections.addAll(words, arguments);
    Path errors = directory.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(directory.toFile()).redirectError(errors.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return printed;
  }
}
