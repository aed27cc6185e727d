package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sql.TablesFileCheck;
import org.shaketable.jobs.sweep.SmallSweep;

/** Two nights of one lake, one after the other. */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightlyTest {
  @TempDir static Path directory;

  private static ShaketableTest.Ended night(String date, String... more) throws IOException {
    Path config = HostilePaths.folder(directory).resolve("nightly.yaml");
    Files.writeString(config, SmallSweep.YAML.replace("blobs:", "\"<script>alert(1)</script>\":"));
    List<String> arguments =
        new ArrayList<>(
            List.of("nightly", config.toString(), "--lake", lake().toString(), "--date", date));
    arguments.addAll(List.of("--out", nights().toString()));
    Collections.addAll(arguments, more);
    return ShaketableTest.run(arguments.toArray(String[]::new));
  }

  private static Path lake() {
    return HostilePaths.folder(directory).resolve("lake");
  }

  private static Path nights() {
    return HostilePaths.folder(directory).resolve("nights");
  }

  private static String page(String name) throws IOException {
    return Files.readString(nights().resolve(name));
  }

  private static long count(String table) {
    return Lake.open(TestSession.spark(), lake().toString()).read(table).count();
  }

  @Test
  @Order(1)
  void theFirstNightWritesItsReportAndTheIndexAndTellsOfIt() throws Exception {
    List<String> posted = Collections.synchronizedList(new ArrayList<>());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://localhost:" + server.getAddress().getPort() + "/hook";
      ShaketableTest.Ended ended = night("2026-01-30", "--notify", address);

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.err()).isEmpty();
      assertThat(ended.out())
          .contains("Trained 12 runs", "Night 2026-01-30 of sweep small, the first: nothing");
      assertThat(posted).containsExactly(page("2026-01-30/summary.json"));
      JsonNode summary = new ObjectMapper().readTree(posted.get(0));
      assertThat(summary.path("first_replicate").asInt()).isEqualTo(9526000);
      assertThat(summary.path("perturbed").asInt()).isEqualTo(9);
      assertThat(summary.path("figures").findValuesAsText("kind")).contains("not_lost");
    } finally {
      server.stop(0);
    }
    assertThat(page("2026-01-30/index.html")).contains("<!doctype html>");
    assertThat(page("index.html"))
        .contains("2026-01-30/index.html", "The first night")
        .doesNotContain("<script>alert(");
    assertThat(page("2026-01-30/comparison.html")).doesNotContain("<script>alert(");
  }

  @Test
  @Order(2)
  void theTablesOfTheLakeAreThoseOfTablesSqlAndEveryViewAnswers() throws IOException {
    // A variable is put into the file's text as it is, so that a quote would end the path.
    Path plain = Files.createSymbolicLink(directory.resolve("plain"), lake());
    TablesFileCheck.check(TestSession.spark(), Lake.open(TestSession.spark(), plain.toString()));
  }

  @Test
  @Order(3)
  void theSameDateTwiceTrainsNothingAndNamesAHookThatFails() throws IOException {
    ShaketableTest.Ended ended = night("2026-01-30", "--notify", "http://localhost:1/nobody");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("Nothing to train", "the first");
    assertThat(ended.err())
        .startsWith("Cannot notify http://localhost:1/nobody: ")
        .contains("the report is written all the same")
        .hasLineCount(1);
    assertThat(count("runs")).isEqualTo(12);
    assertThat(count("reports")).isOne();
  }

  @Test
  @Order(4)
  void theSecondNightIsComparedWithTheTablesAsTheyWereAndEndsWithThreeWhereItIsWorse()
      throws IOException {
    // As if the first night's tables had said that all was stable: only time travel can tell.
    SparkSession spark = TestSession.spark();
    Lake lake = Lake.open(spark, lake().toString());
    var rows = lake.read("dimension_stability");
    lake.replace(
        "dimension_stability",
        rows.selectExpr(
            "sweep",
            "workload",
            "dimension",
            "metric",
            "CAST(2 AS DOUBLE) AS estimate",
            "CAST(1.5 AS DOUBLE) AS lower",
            "CAST(3 AS DOUBLE) AS upper",
            "level",
            "n",
            "analysed_versions"),
        "small");
    long version = lake.version("dimension_stability");
    // By its path as it is: text of SQL would have variables put into it.
    DeltaTable.forPath(spark, lake.path("reports"))
        .updateExpr(
            Map.of(
                "table_versions",
                "transform(table_versions, v -> named_struct('table', v.table, 'version', if(v.table = 'dimension_stability', %dL, v.version)))"
                    .formatted(version)));

    ShaketableTest.Ended ended = night("2026-01-31");

    assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    assertThat(ended.out())
        .contains("Trained 12 runs", "compared with night 2026-01-30: something became worse")
        .containsPattern(
            "On .* the retained performance under SIGNAL fell: .*\\[1.50, 3.00\\] in night");
    assertThat(count("runs")).isEqualTo(24);
    assertThat(page("index.html"))
        .contains("2026-01-31/index.html", "2026-01-30/index.html", "became worse in night");
    assertThat(page("2026-01-31/comparison.html")).contains("Worse than in night 2026-01-30");
    assertThat(page("2026-01-31/summary.json")).contains("\"compared_with\":\"2026-01-30\"");
    assertThat(
            ShaketableTest.run(
                    "sql",
                    "--lake",
                    lake().toString(),
                    "--format",
                    "csv",
                    "SELECT DISTINCT tonight, last_night FROM tonight_against_last_night"
                        + " WHERE kind = 'retained_performance'")
                .out())
        .isEqualToNormalizingNewlines("tonight,last_night\n2026-01-31,2026-01-30\n");
  }

  /** The versions of a table that was made again are others under the same numbers. */
  @Test
  @Order(6)
  void aNightWhoseTablesWereLostAndMadeAgainIsComparedByTheNumbersNotedThen() throws IOException {
    FileUtils.deleteDirectory(lake().resolve("dimension_stability").toFile());
    DeltaLog.clearCache();

    ShaketableTest.Ended ended = night("2026-02-01");

    assertThat(ended.code()).as(ended.err()).isIn(0, 3);
    assertThat(ended.out())
        .contains(
            "The tables are no longer kept as they were in night 2026-01-31: compared with the"
                + " numbers noted then.",
            "compared with night 2026-01-31: ");
  }

  @Test
  @Order(5)
  void anEarlierNightIsRefused() throws IOException {
    ShaketableTest.Ended ended = night("2026-01-29");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualToNormalizingNewlines(
            "Cannot report on night 2026-01-29 of sweep small: lake %s has night 2026-01-31 already, with runs that were not there then; give that date or a later one with --date\n"
                .formatted(lake()));
    assertThat(count("runs")).isEqualTo(24);
  }
}
