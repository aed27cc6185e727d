package org.shaketable.analytics.stats.metastate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The golden values of {@code reference/README-pca.md}. */
public final class PcaReference {
  private static final String JSON = text("pca_results.json");

  private PcaReference() {}

  /** The numbers of the first array of that name at or after a marker, row-major. */
  public static double[] array(String marker, String name) {
    int from = JSON.indexOf(marker);
    Matcher matcher =
        Pattern.compile("\"" + name + "\": (\\[[^a-z\"]*\\])")
            .matcher(JSON)
            .region(from, JSON.length());
    if (from < 0 || !matcher.find()) {
      throw new IllegalArgumentException("No array " + name + " after " + marker);
    }
    return Arrays.stream(matcher.group(1).replaceAll("[\\[\\]\\s]", "").split(","))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  public static double[] array(String name) {
    return array("{", name);
  }

  /** Rows of a CSV file without its first {@code skipped} columns. */
  public static double[][] rows(String file, int skipped) {
    return text(file)
        .lines()
        .skip(1)
        .map(line -> Arrays.stream(line.split(",")).skip(skipped))
        .map(cells -> cells.mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  /** Rows standardised with the golden mean and scale. */
  public static double[][] standardised(String file, int skipped) {
    double[] mean = array("mean");
    double[] scale = array("scale_ddof0");
    double[][] rows = rows(file, skipped);
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (row[i] - mean[i]) / scale[i];
      }
    }
    return rows;
  }

  private static String text(String file) {
    try (InputStream in = PcaReference.class.getResourceAsStream("/reference/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
