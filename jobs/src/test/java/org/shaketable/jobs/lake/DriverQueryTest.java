package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.jobs.TestSession;

class DriverQueryTest {
  private final SparkSession spark = TestSession.spark().newSession();

  /** A row of a table. */
  record Run(String sweep, String family, long replicate, Double loss) {}

  private DriverRows held() {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String family = i % 7 == 0 ? null : "family " + i % 4;
      runs.add(new Run(i % 3 == 0 ? "a" : "b", family, i, i % 5 == 0 ? null : 1.0 / (i + 1)));
    }
    return DriverRows.of(RecordCodec.of(Run.class).dataset(spark, runs)).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM runs WHERE sweep = 'b' ORDER BY family DESC, replicate",
        "SELECT * FROM runs ORDER BY loss NULLS LAST, replicate LIMIT 7",
        "SELECT family, sum(loss), count(DISTINCT sweep), percentile(loss, 0.5) FROM runs"
            + " GROUP BY family ORDER BY family",
        "SELECT *, row_number() OVER (PARTITION BY family ORDER BY loss, replicate) AS place"
            + " FROM runs ORDER BY family, place",
        "SELECT r.replicate, s.loss FROM runs r LEFT JOIN runs s ON r.family = s.family"
            + " AND s.replicate = r.replicate + 4 ORDER BY r.replicate",
        "SELECT * FROM (SELECT family, count(*) AS runs FROM runs GROUP BY family)"
            + " FULL JOIN (VALUES ('family 1', 3L), ('none', 0L)) AS planned(family, asked)"
            + " USING (family) ORDER BY family",
        "SELECT family, loss FROM runs UNION ALL SELECT sweep, 0.0 FROM runs"
            + " ORDER BY family, loss",
        "SELECT family FROM runs WHERE sweep = 'none' GROUP BY family",
        "SELECT max(loss), count(*) FROM runs WHERE sweep = 'none'",
        "SELECT * FROM runs WHERE replicate % (SELECT max(replicate) DIV 9 FROM runs) = 0"
            + " AND replicate > (SELECT max(replicate) DIV 9 FROM runs)"
            + " AND EXISTS (SELECT 1 FROM runs WHERE sweep = 'a')"
            + " AND loss > (SELECT min(loss) FROM runs WHERE sweep = 'none')"
            + " IS NULL ORDER BY replicate",
      })
  void theDriverAnswersAsJobsDoAndTakesNone(String sql) {
    held().view(spark, "runs");

    SmallLake.during(
        List.of(spark),
        () -> {
          List<Row> answer = new ArrayList<>();
          assertThat(CountedJobs.of(() -> answer.addAll(DriverQuery.rows(spark.sql(sql)))))
              .isZero();
          assertThat(answer).isEqualTo(spark.sql(sql).collectAsList());
          return answer;
        });
  }

  @Test
  void aQueryOfFilesTakesAJob(@TempDir Path directory) {
    Dataset<Row> held = held().dataset(spark);
    held.write().parquet(directory.resolve("runs").toString());
    Dataset<Row> query =
        spark.read().parquet(directory.resolve("runs").toString()).orderBy("replicate");

    List<Row> answer = new ArrayList<>();
    assertThat(CountedJobs.of(() -> answer.addAll(DriverQuery.rows(query)))).isPositive();
    assertThat(answer).isEqualTo(held.orderBy("replicate").collectAsList());
  }

  @Test
  void aQueryThatFailsLeavesNeitherMemoryNorATask() {
    held().view(spark, "runs");
    Dataset<Row> query =
        spark.sql(
            "SELECT if(replicate = 39, raise_error('of the query'), 0) FROM (SELECT * FROM"
                + " runs DISTRIBUTE BY family SORT BY replicate)");

    SmallLake.during(
        List.of(spark),
        () ->
            assertThatThrownBy(() -> DriverQuery.rows(query)).hasMessageContaining("of the query"));

    assertThat(TaskContext.get()).isNull();
    assertThat(SparkEnv.get().memoryManager().executionMemoryUsed()).isZero();
  }

  @Test
  void rowsOfASweepAreThoseOfItsColumn() {
    DriverRows held = held();
    DriverRows ofSweep = held.where("sweep", "a");

    assertThat(ofSweep.dataset(spark).collectAsList())
        .isEqualTo(held.dataset(spark).where("sweep = 'a'").collectAsList())
        .hasSize(14);
    assertThat(ofSweep.texts("sweep")).containsOnly("a").hasSize(14);
    assertThat(ofSweep.texts("family")).contains(null, "family 1");
    assertThat(ofSweep.texts("no column")).isEmpty();
  }
}
