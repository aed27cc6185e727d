package org.shaketable.analytics.stats.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the reference files (see reference/README.md) and compares with their values. */
public final class Reference {
  private Reference() {}

  /** A JSON file. */
  public static JsonNode json(String name) {
    try (InputStream in = Reference.class.getResourceAsStream("/reference/" + name)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a CSV file, by column name. */
  public static List<Map<String, String>> csv(String name) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Reference.class.getResourceAsStream("/reference/" + name),
                StandardCharsets.UTF_8))) {
      String[] header = in.readLine().split(",", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      in.lines().forEach(line -> rows.add(row(header, line.split(",", -1))));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> row(String[] header, String[] cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.length; i++) {
      row.put(header[i], cells[i]);
    }
    return row;
  }

  /** One column of rows; an empty cell is NaN. */
  public static double[] column(List<Map<String, String>> rows, String name) {
    return rows.stream().mapToDouble(row -> number(row.get(name))).toArray();
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  /** The elements of an array. */
  public static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** A number; null is NaN, "Infinity" infinite. */
  public static double number(JsonNode node) {
    return node.isNull() ? Double.NaN : node.isTextual() ? number(node.asText()) : node.asDouble();
  }

  /** An array of numbers. */
  public static double[] numbers(JsonNode array) {
    return elements(array).mapToDouble(Reference::number).toArray();
  }

  /** An array of arrays of numbers. */
  public static double[][] matrix(JsonNode array) {
    return elements(array).map(Reference::numbers).toArray(double[][]::new);
  }

  /** An array of whole numbers. */
  public static int[] integers(JsonNode array) {
    return elements(array).mapToInt(JsonNode::asInt).toArray();
  }

  /** An array of 0 and 1. */
  public static boolean[] flags(JsonNode array) {
    boolean[] flags = new boolean[array.size()];
    IntStream.range(0, flags.length).forEach(i -> flags[i] = array.get(i).asInt() != 0);
    return flags;
  }

  /** Asserts |actual - expected| at most tolerance x max(1, |expected|); NaN equals NaN. */
  public static void assertNear(String what, double actual, double expected, double tolerance) {
    if (Double.isNaN(expected) || Double.isInfinite(expected)) {
      assertThat(actual).as(what).isEqualTo(Double.valueOf(expected));
      return;
    }
    double error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
    assertThat(error)
        .as("%s: expected %s, found %s", what, expected, actual)
        .isLessThanOrEqualTo(tolerance);
  }

  /** The same for each element. */
  public static void assertNear(String what, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertNear(what + "[" + i + "]", actual[i], expected[i], tolerance);
    }
  }
}
