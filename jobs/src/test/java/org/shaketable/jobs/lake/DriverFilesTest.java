package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.jobs.TestSession;

/** Tables that are written and read without a job, beside those that jobs write and read. */
class DriverFilesTest {
  private static final SparkSession SPARK = TestSession.spark();

  record Part(String name, Integer count) {}

  @SuppressWarnings("ArrayRecordComponent")
  record Result(
      String sweep,
      int number,
      String workload,
      Long many,
      double estimate,
      Boolean lost,
      byte[] bytes,
      List<Double> numbers,
      List<Part> parts,
      Part part,
      SortedMap<String, Double> named) {}

  @TempDir Path directory;

  private Lake lake() {
    return Lake.create(SPARK, HostilePaths.folder(directory).resolve("lake").toString());
  }

  /** Of two workloads, one with a name that is no name of a file; with values and without. */
  private static Dataset<Row> results(String sweep) {
    Result some =
        new Result(
            sweep,
            1,
            "<script>alert('a/b=c%20 ü:*')</script>",
            1L << 40,
            0.1 + 0.2,
            true,
            new byte[] {0, -1},
            List.of(1.5, -0.0),
            List.of(new Part("one", 1), new Part(null, null)),
            new Part("ü", 7),
            new TreeMap<>(Map.of("b", 1.0, "a", Double.NaN)));
    Result none =
        new Result(
            sweep, 2, "blobs", null, Double.NaN, null, null, null, null, null, new TreeMap<>());
    return RecordCodec.of(Result.class).dataset(SPARK, List.of(some, none));
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.selectExpr("to_json(struct(*))").collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /** How many jobs an action takes. */
  private static List<AddFile> files(Lake lake, String table) {
    return ListedFiles.of(lake.deltaLog(table).unsafeVolatileSnapshot()).orElseThrow().files();
  }

  /** The file of each partition, whose name differs. */
  private static Map<String, byte[]> contents(Lake lake, String table) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (AddFile file : files(lake, table)) {
      contents.put(
          file.partitionValues() + " " + file.stats(), Files.readAllBytes(path(lake, table, file)));
    }
    return contents;
  }

  private static Path path(Lake lake, String table, AddFile file) {
    return Path.of(lake.toString(), table, URI.create(file.path()).getPath());
  }

  private static Metadata metadata(Lake lake, String table) {
    return lake.deltaLog(table).unsafeVolatileSnapshot().metadata();
  }

  private static void assertWrittenAlike(Lake lake) throws IOException {
    assertThat(contents(lake, "here").keySet()).isEqualTo(contents(lake, "there").keySet());
    contents(lake, "there")
        .forEach(
            (partition, bytes) -> {
              try {
                assertThat(contents(lake, "here").get(partition)).as(partition).isEqualTo(bytes);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(metadata(lake, "here").schemaString())
        .isEqualTo(metadata(lake, "there").schemaString());
    assertThat(metadata(lake, "here").configuration())
        .isEqualTo(metadata(lake, "there").configuration());
    assertThat(metadata(lake, "here").partitionColumns())
        .isEqualTo(metadata(lake, "there").partitionColumns());
    assertThat(last(lake, "here")).isEqualTo(last(lake, "there"));
  }

  /** What Delta's history tells of a table's last commit. */
  private static Row last(Lake lake, String table) {
    return DeltaTable.forPath(SPARK, lake.path(table))
        .history(1)
        .selectExpr(
            "version",
            "operation",
            "operationParameters",
            "readVersion",
            "isolationLevel",
            "isBlindAppend",
            "map_filter(operationMetrics, (k, v) -> k LIKE 'num%')")
        .first();
  }

  @Test
  void theDriverWritesTheFilesThatAJobWritesAndTakesNone() throws IOException {
    Lake lake = lake();
    for (String sweep : List.of("a", "b")) {
      Dataset<Row> held = results(sweep);
      lake.replaceAll("there", held.repartition(1), "sweep", "workload");
      int jobs = CountedJobs.of(() -> lake.replaceAll("here", held, "sweep", "workload"));
      // Delta itself takes one of a log that is new.
      assertThat(jobs).isEqualTo(sweep.equals("a") ? 1 : 0);

      assertWrittenAlike(lake);
      assertThat(rows(lake.read("here"))).isEqualTo(rows(lake.read("there"))).hasSize(2);
    }
    assertThat(rows(lake.read("here", 0))).isEqualTo(rows(results("a")));
  }

  /** Whether a file has rows of that sweep alone, of others as well, or none of it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "sweep", "workload"})
  void aSweepIsReplacedAmongOthersAsAJobDoesIt(String partition) {
    Lake lake = lake();
    String[] partitions = partition.isEmpty() ? new String[0] : new String[] {partition};
    for (String table : List.of("here", "there")) {
      lake.replaceAll(table, results("a").union(results("b")).repartition(1), partitions);
      lake.append(table, results("a").repartition(1));
      lake.append(table, results("c").repartition(1));
    }
    List<AddFile> before = files(lake, "here");
    Dataset<Row> now = results("a");

    lake.replace("there", now.repartition(1), "a", partitions);
    assertThat(CountedJobs.of(() -> lake.replace("here", now, "a", partitions))).isZero();

    assertThat(rows(lake.read("here"))).isEqualTo(rows(lake.read("there"))).hasSize(6);
    assertThat(rows(lake.now("here"))).isEqualTo(rows(lake.read("here")));
    assertThat(last(lake, "here").<Object>getAs("operationParameters"))
        .isEqualTo(last(lake, "there").getAs("operationParameters"));
    // Files without rows of the sweep stay as they are.
    assertThat(files(lake, "here")).containsAnyElementsOf(before);
  }

  @Test
  void whatTheDriverCannotReadAJobReplacesOrTells() throws IOException {
    Lake lake = lake();
    lake.replaceAll("results", results("a").union(results("b")).repartition(1));
    Files.delete(path(lake, "results", files(lake, "results").get(0)));
    DeltaLog.clearCache();
    long before = lake.version("results");

    assertThatThrownBy(() -> lake.replace("results", results("a"), "a"))
        .hasStackTraceContaining("FileNotFound");
    assertThat(lake.version("results")).isEqualTo(before);
  }

  @Test
  void theDriverReadsWhatAJobReadsAndTakesNone() {
    Lake lake = lake();
    lake.append("results", results("a").repartition(2), "workload");
    lake.append("results", results("b").repartition(1), "workload");

    assertThat(CountedJobs.of(() -> lake.now("results").collectAsList())).isZero();
    assertThat(lake.now("results").schema()).isEqualTo(lake.read("results").schema());
    assertThat(rows(lake.now("results"))).isEqualTo(rows(lake.read("results"))).hasSize(4);
  }

  @Test
  void aDamagedFileIsToldByTheJobThatReadsIt() throws IOException {
    Lake lake = lake();
    lake.append("results", results("a").repartition(1));
    AddFile file = files(lake, "results").get(0);
    Files.delete(path(lake, "results", file));
    DeltaLog.clearCache();

    Dataset<Row> now = lake.now("results");
    assertThatThrownBy(now::collectAsList).hasMessageContaining(file.path());
  }

  @Test
  void noRowsAreNoFile() {
    Lake lake = lake();
    Dataset<Row> none = RecordCodec.of(Result.class).dataset(SPARK, List.of());

    lake.replaceAll("results", none);
    assertThat(files(lake, "results")).isEmpty();
    lake.replaceAll("results", results("a"));
    lake.replaceAll("results", none);

    assertThat(files(lake, "results")).isEmpty();
    assertThat(rows(lake.now("results"))).isEqualTo(rows(lake.read("results"))).isEmpty();
  }
}
