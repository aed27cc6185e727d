package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.metrics.source.CodegenMetrics$;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.TestSession;

class PlainPlansTest {
  private final SparkSession spark = TestSession.spark().newSession();

  /** Three parts of rows with 301 keys each, whose numbers round by the order they are added in. */
  @BeforeEach
  void rows() {
    spark
        .range(0, 2000, 1, 3)
        .selectExpr("id * 7919 % 301 AS key", "1 / (id + 1) AS value", "id")
        .createOrReplaceTempView("numbers");
    // As while a lake is small, but for what is compared.
    spark.conf().set("spark.sql.adaptive.enabled", false);
    spark.conf().set("spark.sql.shuffle.partitions", 1);
  }

  private List<Row> answer(String sql) {
    return spark.sql(sql).collectAsList();
  }

  private <T> T small(Supplier<T> action) {
    return SmallLake.during(List.of(spark), action);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT key, sum(value), count(*), avg(value), max(value) FROM numbers GROUP BY key",
        "SELECT sum(value), count(DISTINCT key) FROM numbers",
        "SELECT key, count(DISTINCT id % 5), sum(value) FROM numbers GROUP BY key",
        "SELECT sum(value) FROM numbers WHERE key < 0",
        "SELECT key, sum(value) FROM numbers WHERE key < 0 GROUP BY key",
        "SELECT DISTINCT key FROM numbers",
        "SELECT key, value FROM numbers ORDER BY key, value",
      })
  void rowsAndTheirOrderAreTheSameAndNoCodeIsCompiled(String sql) {
    List<Row> expected = answer(sql);
    long before = CodegenMetrics$.MODULE$.METRIC_COMPILATION_TIME().getCount();

    assertThat(small(() -> answer(sql))).isEqualTo(expected);
    assertThat(CodegenMetrics$.MODULE$.METRIC_COMPILATION_TIME().getCount()).isEqualTo(before);
  }

  @Test
  void nothingIsShuffledIntoOnePartition() {
    String sql = "SELECT key, sum(value) FROM numbers GROUP BY key ORDER BY key";

    assertThat(plan(sql)).contains("Exchange", "HashAggregate");
    assertThat(small(() -> plan(sql)))
        .doesNotContain("Exchange")
        .contains("Coalesce 1", "ObjectHashAggregate");
  }

  private String plan(String sql) {
    return spark.sql(sql).queryExecution().executedPlan().toString();
  }
}
