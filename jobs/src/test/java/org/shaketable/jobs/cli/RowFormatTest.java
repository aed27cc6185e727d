package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  /** Java drops what a stream does not take; a disk that is full is not to end with exit code 0. */
  @Test
  void outputThatIsLostIsToldUnlessItsReaderHasReadEnough() throws IOException {
    assertThat(Output.line(refusing("No space left on device")))
        .contains(
            "Cannot write the output: No space left on device; send it where there is space, and"
                + " give the same command again");
    assertThat(Output.line(refusing("Broken pipe"))).isEmpty();
    try (OutputStream full = new FileOutputStream("/dev/full")) {
      assertThat(Output.line(full).orElseThrow()).contains("No space left on device");
    }
  }

  private static OutputStream refusing(String why) {
    return new OutputStream() {
      @Override
      public void write(int letter) throws IOException {
        throw new IOException(why);
      }
    };
  }

  /** The third row would raise an error, if it were computed. */
  @ParameterizedTest
  @EnumSource(names = {"CSV", "JSON"})
  void rowsThatNobodyReadsAreNotComputed(RowFormat format) {
    PrintStream out = new PrintStream(refusing("Broken pipe"), true, StandardCharsets.UTF_8);

    format.print(
        TestSession.spark()
            .range(0, 3, 1, 3)
            .selectExpr("if(id < 2, id, raise_error('computed')) AS n"),
        out);

    assertThat(Output.lost(out)).isTrue();
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
