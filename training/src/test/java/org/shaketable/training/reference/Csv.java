package org.shaketable.training.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A CSV file with reference values: a header line, then numbers; an empty cell is NaN. */
public record Csv(List<String> columns, List<double[]> rows) {

  /** The content of {@code reference/name} on the class path. */
  public static Csv resource(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Csv.class.getResourceAsStream("/reference/" + name), StandardCharsets.UTF_8))) {
      List<String> columns = List.of(reader.readLine().split(","));
      return new Csv(columns, reader.lines().map(line -> cells(line, columns.size())).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] cells(String line, int width) {
    String[] words = line.split(",", -1);
    double[] cells = new double[width];
    for (int i = 0; i < width; i++) {
      cells[i] = words[i].isEmpty() ? Double.NaN : Double.parseDouble(words[i]);
    }
    return cells;
  }

  /** The index of a column. */
  public int column(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("No column " + name + " in " + columns);
    }
    return index;
  }
}
