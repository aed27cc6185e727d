package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.TestSession;

class RowFormatTest {
  private static final String NESTED =
      """
      SELECT named_struct('a', 1, 'b', CAST(NULL AS INT), 'c', array(0.5D, CAST('NaN' AS DOUBLE))) AS s,
        map('z', 1, 'k', -1) AS m, array('x', NULL, 'say "y"') AS l, CAST('ab' AS BINARY) AS b,
        CAST('-Infinity' AS DOUBLE) AS d, CAST(1.50 AS DECIMAL(5, 2)) AS e, true AS f,
        timestamp'2026-07-01 12:00:00.25' AS t, date'2026-07-01' AS day, CAST(NULL AS STRING) AS n,
        array(timestamp'2026-07-01 00:00:00') AS ts, CAST('NaN' AS FLOAT) AS g, 9007199254740993 AS w
      """;

  private static String printed(RowFormat format, String query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.print(
        TestSession.spark().sql(query), new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void nestedValuesAreJsonInsideTheCellsOfCsv() {
    assertThat(printed(RowFormat.CSV, NESTED).lines().skip(1))
        .containsExactly(
            "\"{\"\"a\"\":1,\"\"c\"\":[0.5,\"\"NaN\"\"]}\",\"{\"\"k\"\":-1,\"\"z\"\":1}\","
                + "\"[\"\"x\"\",null,\"\"say \\\"\"y\\\"\"\"\"]\",YWI=,-Infinity,1.50,true,"
                + "2026-07-01T12:00:00.250Z,2026-07-01,,"
                + "\"[\"\"2026-07-01T00:00:00Z\"\"]\",NaN,9007199254740993");
  }

  @Test
  void jsonHasTheSameFormOfEachValue() {
    assertThat(printed(RowFormat.JSON, NESTED).lines())
        .containsExactly(
            "{\"s\":{\"a\":1,\"c\":[0.5,\"NaN\"]},\"m\":{\"k\":-1,\"z\":1},\"l\":[\"x\",null,\"say"
                + " \\\"y\\\"\"],\"b\":\"YWI=\",\"d\":\"-Infinity\",\"e\":1.50,"
                + "\"f\":true,\"t\":\"2026-07-01T12:00:00.250Z\",\"day\":\"2026-07-01\","
                + "\"ts\":[\"2026-07-01T00:00:00Z\"],\"g\":\"NaN\",\"w\":9007199254740993}");
  }

  @Test
  void pointsInTimeAreInUtcWhereverTheUserIs() {
    TimeZone zone = TimeZone.getDefault();
    String there = "SELECT timestamp'2026-07-01 12:00:00' AS t, date'2026-07-01' AS day";
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      assertThat(printed(RowFormat.CSV, there)).contains("2026-07-01T12:00:00Z,2026-07-01");
      assertThat(printed(RowFormat.JSON, there))
          .contains("{\"t\":\"2026-07-01T12:00:00Z\",\"day\":\"2026-07-01\"}");
      assertThat(printed(RowFormat.TABLE, there)).contains("2026-07-01T12:00:00Z");
    } finally {
      TimeZone.setDefault(zone);
    }
  }
}
