package org.shaketable.analytics.stats.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.column;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.correlation.Correlation;
import org.shaketable.analytics.stats.reference.Reference;

/** ewstools, tolerance 1e-10 (skewness and kurtosis 1e-9): ews_*. */
class WarningTest {
  private final JsonNode summary = Reference.json("ews_summary.json");

  @Test
  void everyIndicatorEqualsEwstools() {
    elements(summary.get("cases")).forEach(this::compare);
  }

  private void compare(JsonNode c) {
    List<Map<String, String>> rows =
        Reference.csv(c.get("file").asText()).subList(0, c.get("points_used").asInt());
    double[] state = column(rows, "state");
    int window = c.get("window_points").asInt();
    double[] gaussian = column(rows, "gaussian_smoothing");
    double[] lowess = column(rows, "lowess_smoothing");
    String name = c.get("name").asText();

    indicators(state, state, window)
        .forEach((key, values) -> compare(name, rows, "raw_" + key, values));
    indicators(Indicator.residual(state, gaussian), state, window)
        .forEach((key, values) -> compare(name, rows, "gaussian_" + key, values));
    indicators(Indicator.residual(state, lowess), state, window)
        .forEach((key, values) -> compare(name, rows, "lowess_" + key, values));
    trends(c.get("kendall").get("none").get("scipy_kendalltau"), state, state, window);
    trends(
        c.get("kendall").get("Gaussian").get("scipy_kendalltau"),
        Indicator.residual(state, gaussian),
        state,
        window);
  }

  private static void compare(
      String name, List<Map<String, String>> rows, String column, double[] values) {
    if (rows.get(0).containsKey(column)) {
      boolean third = column.endsWith("skew") || column.endsWith("kurtosis");
      assertNear(name + " " + column, values, column(rows, column), third ? 1e-9 : 1e-10);
    }
  }

  private static void trends(JsonNode expected, double[] residual, double[] state, int window) {
    indicators(residual, state, window)
        .forEach(
            (key, values) -> {
              Correlation trend = Indicator.trend(values);
              assertNear(key, trend.coefficient(), number(expected.get(key).get("tau_b")), 1e-10);
              assertNear(key, trend.p(), number(expected.get(key).get("p_two_sided")), 1e-10);
              assertThat(trend.n()).isEqualTo(expected.get(key).get("n").asInt());
            });
  }

  private static Map<String, double[]> indicators(double[] residual, double[] state, int window) {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("variance", Indicator.VARIANCE.rolling(residual, window));
    values.put("std", Indicator.STANDARD_DEVIATION.rolling(residual, window));
    values.put("cv", Indicator.coefficientOfVariation(residual, state, window));
    values.put("ac1", Indicator.AUTOCORRELATION_1.rolling(residual, window));
    values.put("ac2", Indicator.AUTOCORRELATION_2.rolling(residual, window));
    values.put("skew", Indicator.SKEWNESS.rolling(residual, window));
    values.put("kurtosis", Indicator.KURTOSIS.rolling(residual, window));
    return values;
  }

  @Test
  void emptyShortAndConstantSeries() {
    double[] none = {};

    assertThat(Indicator.VARIANCE.rolling(new double[] {1, 2}, 3)).containsOnly(Double.NaN);
    assertThat(Indicator.AUTOCORRELATION_1.rolling(new double[] {1, 1, 1}, 3)[2]).isNaN();
    assertThat(Indicator.AUTOCORRELATION_2.rolling(new double[] {1, 2}, 2)[1]).isNaN();
    assertThat(Indicator.trend(none).coefficient()).isNaN();
  }
}
