package org.shaketable.analytics.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The expected digest was computed by Python 3.11's hashlib and struct from the bytes that the
 * Javadoc of {@link RowsDigest} tells of.
 */
class RowsDigestTest {
  private static final String EXPECTED =
      "386cdde03c6026822f20fa670cbfa9552d8626707e0e5a7132b28cff15abe0b7";

  private static TrajectoryRow row(
      int evaluation, double performance, double loss, Map<String, Double> features) {
    return new TrajectoryRow(
        "run", "s", "w", evaluation, evaluation * 10L, performance, loss, sorted(features), 0, 2.5);
  }

  private static SortedMap<String, Double> sorted(Map<String, Double> numbers) {
    return new TreeMap<>(numbers);
  }

  private static final List<TrajectoryRow> ROWS =
      List.of(
          row(0, 0.25, Double.NaN, Map.of("weight_norm", 3.0)),
          row(1, -0.0, 1e-3, Map.of("weight_norm", Double.POSITIVE_INFINITY, "alpha", 1.5)));

  @Test
  void isThatOfTheBytesThatItSays() {
    assertThat(RowsDigest.of("run", ROWS)).isEqualTo(EXPECTED);
  }

  @Test
  void aNumberThatIsNotThereIsAColumnThatIsNotThere() {
    RowsDigest asRead = new RowsDigest("run");
    SortedMap<String, Double> first =
        sorted(Map.of("performance", 0.25, "weight_norm", 3.0, "parameter_distance", 0.0));
    first.put("loss", null);
    first.put("a_column_that_was_added", null);
    first.put("function_distance", 2.5);
    asRead.add(0, 0, first);
    asRead.add(
        1,
        10,
        sorted(
            Map.of(
                "alpha", 1.5,
                "function_distance", 2.5,
                "loss", 1e-3,
                "parameter_distance", 0.0,
                "performance", -0.0,
                "weight_norm", Double.POSITIVE_INFINITY)));

    assertThat(asRead.hex()).isEqualTo(EXPECTED);
  }

  @Test
  void everyPartCounts() {
    assertThat(
            List.of(
                RowsDigest.of("run", ROWS),
                RowsDigest.of("other", ROWS),
                RowsDigest.of("run", ROWS.subList(0, 1)),
                RowsDigest.of("run", List.of()),
                RowsDigest.of("run", List.of(ROWS.get(0), row(2, -0.0, 1e-3, Map.of()))),
                RowsDigest.of("run", List.of(ROWS.get(0), row(1, 0.0, 1e-3, Map.of()))),
                RowsDigest.of("run", List.of(ROWS.get(0), row(1, -0.0, 1e-3, Map.of()))),
                RowsDigest.of("run", List.of(ROWS.get(0), row(1, -0.0, 1e-3, Map.of("a", 1.5))))))
        .doesNotHaveDuplicates();
  }
}
