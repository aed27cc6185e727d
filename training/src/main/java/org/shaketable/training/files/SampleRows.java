package org.shaketable.training.files;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;

/** Samples as they are gathered row by row from tables. */
final class SampleRows {
  /** Reads one file's rows. */
  interface Reader {
    void read(DataFile file, Layout layout, SampleRows rows);
  }

  private final List<float[]> inputs = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  /** The content of tables, those of {@code testPath}, if any, as test rows. */
  static Content content(String path, String testPath, Layout layout, Reader reader) {
    Content content = table(path, "path", layout, reader);
    return testPath == null
        ? content
        : content.withTest(table(testPath, "test-path", layout, reader), "test-path");
  }

  private static Content table(String path, String setting, Layout layout, Reader reader) {
    List<DataFile> files = DataFile.all(path, setting);
    SampleRows rows = new SampleRows();
    files.forEach(file -> reader.read(file, layout, rows));
    if (rows.labels.isEmpty()) {
      throw new Refusal(setting, "expected rows, found none in %s".formatted(path));
    }
    return rows.joined(path, setting, Digests.of(files));
  }

  void add(float[] row, String label) {
    inputs.add(row);
    labels.add(label);
  }

  /** Fails with a plain message where one array does not hold so many numbers. */
  static void checkSize(long rows, int columns, String path, String setting) {
    if (rows * columns > Bounds.LARGEST_ARRAY) {
      throw new Refusal(
          setting,
          "expected at most %d numbers, found %d rows of %d in %s"
              .formatted(Bounds.LARGEST_ARRAY, rows, columns, path));
    }
  }

  private Content joined(String path, String setting, String sha256) {
    int columns = inputs.get(0).length;
    checkSize(inputs.size(), columns, path, setting);
    float[] all = new float[inputs.size() * columns];
    for (int i = 0; i < inputs.size(); i++) {
      System.arraycopy(inputs.get(i), 0, all, i * columns, columns);
    }
    return new Content(all, labels, columns, 0, sha256);
  }

  /**
   * A number as a table may write it.
   *
   * @param where the line of the file, for messages
   */
  static float number(String text, String column, String where) {
    String trimmed = text == null ? "" : text.strip();
    try {
      float number = (float) Double.parseDouble(trimmed);
      if (Float.isFinite(number) && "0123456789.".indexOf(last(trimmed)) >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as numbers that are not finite are
    }
    throw new Refusal(
        "columns",
        "expected finite numbers in column %s, found %s in %s"
            .formatted(column, trimmed.isEmpty() ? "an empty cell" : "'" + trimmed + "'", where));
  }

  private static char last(String text) {
    return text.charAt(text.length() - 1);
  }
}
