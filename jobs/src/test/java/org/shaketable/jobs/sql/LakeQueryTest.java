package org.shaketable.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;

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
            query("SELECT count(*) AS n FROM runs LEFT JOIN trajectories USING (run_id)")
                .first()
                .getLong(0))
        .isZero();
  }

  @Test
  void sqlThatDoesNotParseIsToldInOneLine() {
    assertThatThrownBy(() -> query("SELEC 1"))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid query: expected SQL that parses, found Syntax error at or near 'SELEC' (line"
                + " 1, pos 0); correct it there");
  }

  @Test
  void aTableThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> query("SELECT * FROM nowhere"))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("Invalid query: The table or view `nowhere` cannot be found")
        .hasMessageEndingWith(
            "; lake %s has the tables reports, runs, trajectories, workloads", lake)
        .hasMessageNotContaining("\n");
  }

  private static Dataset<Row> query(String query) {
    return LakeQuery.over(spark, lake).run(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE runs",
        "DELETE FROM runs",
        "INSERT INTO runs SELECT * FROM runs",
        "FROM runs INSERT INTO runs SELECT * INSERT INTO reports SELECT *",
        "UPDATE runs SET sweep = 'x'",
        "CREATE TABLE t AS SELECT 1",
        "CREATE TEMPORARY VIEW v AS SELECT 1",
        "OPTIMIZE runs",
        "VACUUM runs RETAIN 0 HOURS",
        "EXPLAIN DELETE FROM runs",
        "CACHE TABLE runs",
        "ADD JAR '/tmp/a.jar'",
        "SET spark.sql.ansi.enabled = true",
        "DROP TABLE IDENTIFIER('runs')",
        "INSERT INTO IDENTIFIER('runs') SELECT * FROM runs",
        "CREATE OR REPLACE GLOBAL TEMPORARY VIEW v AS SELECT 1",
        "DROP VIEW tonight_against_last_night",
        "CREATE TEMPORARY VIEW v USING text OPTIONS (path '/etc/passwd')"
      })
  void whatDoesNotOnlyReadIsRefused(String statement) {
    assertRefused(statement, "a command");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT reflect('java.lang.System', 'getenv', 'HOME')",
        "WITH a AS (SELECT java_method('java.lang.System', 'exit', 0)) SELECT * FROM a",
        "SELECT (SELECT reflect('java.lang.System', 'getenv', 'HOME'))",
        "SELECT IDENTIFIER('reflect')('java.lang.System', 'getenv', 'HOME')",
        "SELECT IDENTIFIER(concat('java_', 'method'))('java.lang.System', 'exit', 0)"
      })
  void methodsOfJavaAreNotCalled(String statement) {
    assertRefused(statement, "a call of a Java method");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM text.`/etc/passwd`",
        "SELECT * FROM runs WHERE run_id IN (SELECT value FROM text.`/etc/passwd`)",
        "WITH a AS (SELECT * FROM csv.`x.csv`) SELECT * FROM a",
        "SELECT * FROM delta.`/tmp/x` VERSION AS OF 0",
        "SELECT * FROM IDENTIFIER('text.`/etc/passwd`')",
        "SELECT * FROM IDENTIFIER('delta.`/tmp/x`')"
      })
  void filesAreNotReadByTheirPath(String statement) {
    assertRefused(statement, "a file by its path");
  }

  @Test
  void aTableWhoseNameIsComputedIsNotRead() {
    assertRefused(
        "SELECT * FROM IDENTIFIER(concat('text.', '`/etc/passwd`'))",
        "a table by a name that is computed");
  }

  @Test
  void programsAreNotRun() {
    assertRefused(
        "SELECT TRANSFORM (sweep) USING 'cat' AS (s) FROM runs", "TRANSFORM, which runs a program");
  }

  private static void assertRefused(String statement, String found) {
    assertThatThrownBy(() -> query(statement))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid query: expected a statement that reads, such as SELECT, SHOW, DESCRIBE or"
                + " EXPLAIN, found %s; the tables are read-only here",
            found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW TABLES",
        "SHOW VIEWS",
        "DESCRIBE runs",
        "DESCRIBE HISTORY runs",
        "EXPLAIN SELECT * FROM runs",
        "DESCRIBE QUERY SELECT * FROM runs",
        "SELECT count(*) FROM runs VERSION AS OF 0",
        "SELECT IDENTIFIER('count')(1) FROM IDENTIFIER('runs')",
        "SELECT * FROM tonight_against_last_night"
      })
  void whatOnlyTellsIsAnswered(String statement) {
    assertThatCode(() -> query(statement).collectAsList()).doesNotThrowAnyException();
  }

  @Test
  void aTableThatAnotherLakeHasIsNotMistakenForThis(@TempDir Path other) {
    Lake another = Lake.create(spark, other.toString());
    another.append("runs", spark.sql("SELECT 'x' AS run_id"));

    assertThat(LakeQuery.over(spark, another).run("SELECT * FROM runs").count()).isOne();
    assertThat(query("SELECT * FROM runs").count()).isZero();
  }
}
