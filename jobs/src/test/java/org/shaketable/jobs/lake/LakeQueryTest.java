package org.shaketable.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;

class LakeQueryTest {
  private static final SparkSession spark = TestSession.spark();
  @TempDir static Path directory;
  private static Lake lake;

  @BeforeAll
  static void makeLake() {
    lake = Lake.create(spark, directory.toString());
  }

  @Test
  void everyTableHasItsPlainName() {
    assertThat(
            LakeQuery.run(
                    spark,
                    lake,
                    "SELECT count(*) AS n FROM runs LEFT JOIN trajectories USING (run_id)")
                .first()
                .getLong(0))
        .isZero();
  }

  @Test
  void sqlThatDoesNotParseIsToldInOneLine() {
    assertThatThrownBy(() -> LakeQuery.run(spark, lake, "SELEC 1"))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid query: expected SQL that parses, found Syntax error at or near 'SELEC' (line 1, pos 0); correct it there");
  }

  @Test
  void aTableThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> LakeQuery.run(spark, lake, "SELECT * FROM nowhere"))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("Invalid query: The table or view `nowhere` cannot be found")
        .hasMessageEndingWith("; lake %s has the tables runs, trajectories", lake)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE runs",
        "DELETE FROM runs",
        "INSERT INTO runs SELECT * FROM runs",
        "UPDATE runs SET sweep = 'x'",
        "CREATE TABLE t AS SELECT 1",
        "SET spark.sql.ansi.enabled = true"
      })
  void whatDoesNotOnlyReadIsRefused(String statement) {
    assertThatThrownBy(() -> LakeQuery.run(spark, lake, statement))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid query: expected a query that reads, such as SELECT, found '%s'; the tables are read-only here",
            statement.split(" ")[0]);
  }
}
