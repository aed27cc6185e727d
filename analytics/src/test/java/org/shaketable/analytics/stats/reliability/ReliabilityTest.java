package org.shaketable.analytics.stats.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.column;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.descriptive.Spread;
import org.shaketable.analytics.stats.reference.Reference;

/** rl-reliability-metrics, tolerance 1e-12 (1e-8 after the low-pass filter): rlrm_*. */
class ReliabilityTest {
  private final JsonNode reference = Reference.json("rlrm_metrics.json");
  private final Map<String, List<Curve>> sets = curves();

  private static Map<String, List<Curve>> curves() {
    return Reference.csv("rlrm_curves.csv").stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get("set"),
                Collectors.collectingAndThen(Collectors.toList(), ReliabilityTest::runs)));
  }

  private static List<Curve> runs(List<Map<String, String>> rows) {
    Map<Integer, List<Map<String, String>>> byRun =
        rows.stream().collect(Collectors.groupingBy(row -> Integer.valueOf(row.get("run"))));
    List<Curve> curves = new ArrayList<>();
    for (int run = 0; run < byRun.size(); run++) {
      double[] times = column(byRun.get(run), "time");
      double[] values = column(byRun.get(run), "value");
      long[] steps = Arrays.stream(times).mapToLong(t -> (long) t).toArray();
      curves.add(Curve.of(steps, values, new double[values.length]));
    }
    return curves;
  }

  @Test
  void everyOnlineMetricEqualsTheReference() {
    int compared = 0;
    for (JsonNode m : reference.get("online")) {
      boolean within = !m.get("metric").asText().contains("Across");
      if (within && !m.get("depends_on_ties").asBoolean()) {
        compare(m);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(120);
  }

  private void compare(JsonNode m) {
    String metric = m.get("metric").asText();
    JsonNode arguments = m.get("arguments");
    List<Curve> runs = sets.get(m.get("set").asText());
    String what = m.get("set").asText() + " " + metric + " " + arguments;
    for (int run = 0; run < runs.size(); run++) {
      JsonNode expected = m.get("result").get(run);
      double[] actual = within(metric, arguments, runs.get(run));
      double[] wanted = expected.isArray() ? numbers(expected) : new double[] {number(expected)};
      assertNear(what, actual, wanted, 1e-12);
    }
  }

  private static double[] within(String metric, JsonNode a, Curve curve) {
    double[] values = curve.performances();
    double alpha = a.has("alpha") ? a.get("alpha").asDouble() : 0;
    double scale = scale(a.get("baseline"), WithinRun.range(curve));
    double[] scaled = Arrays.stream(values).map(value -> value / scale).toArray();
    double[] rates = Arrays.stream(WithinRun.rates(curve)).map(rate -> rate / scale).toArray();
    return switch (metric) {
      case "LowerCVaROnDiffs" -> one(Tail.LOWER.mean(rates, alpha));
      case "UpperCVaROnDiffs" -> one(Tail.UPPER.mean(rates, alpha));
      case "LowerCVaROnRaw" -> one(Tail.LOWER.mean(scaled, alpha));
      case "LowerCVaROnDrawdown" -> one(Tail.LOWER.mean(Drawdown.of(scaled), alpha));
      case "UpperCVaROnDrawdown" -> one(Tail.UPPER.mean(Drawdown.of(scaled), alpha));
      case "MaxDrawdown" ->
          one(
              a.get("mean_normalize").asBoolean()
                  ? Drawdown.relative(values, a.get("baseline").asDouble())
                  : Drawdown.maximum(values));
      case "HighFreqEnergyWithinRuns" ->
          one(WithinRun.highFrequencyEnergy(curve, a.get("thresh").asDouble()));
      case "MedianPerfDuringTraining" ->
          divided(WithinRun.median(curve, a.get("window_size").asDouble(), points(a)), scale);
      default -> divided(dispersion(metric, a, curve), scale);
    };
  }

  private static double[] dispersion(String metric, JsonNode a, Curve curve) {
    Spread spread = spread(metric);
    if (a.get("window_size").isNull()) {
      return one(WithinRun.dispersion(curve, spread));
    }
    double window = a.get("window_size").asDouble();
    double[] all = Arrays.stream(curve.steps()).skip(1).asDoubleStream().toArray();
    double first = all[0] + window - 1;
    double[] points =
        a.get("eval_points").isNull()
            ? Arrays.stream(all).filter(step -> step >= first).toArray()
            : points(a);
    return WithinRun.dispersion(curve, spread, window, points);
  }

  private static Spread spread(String metric) {
    return metric.startsWith("Iqr")
        ? Spread.INTERQUARTILE_RANGE
        : metric.startsWith("Mad") ? Spread.MEDIAN_ABSOLUTE_DEVIATION : Spread.STANDARD_DEVIATION;
  }

  private static double scale(JsonNode baseline, double range) {
    return baseline == null || baseline.isNull()
        ? 1
        : baseline.isTextual() ? range : baseline.asDouble();
  }

  private static double[] points(JsonNode arguments) {
    return numbers(arguments.get("eval_points"));
  }

  private static double[] one(double value) {
    return new double[] {value};
  }

  private static double[] divided(double[] values, double scale) {
    return Arrays.stream(values).map(value -> value / scale).toArray();
  }

  @Test
  void everyOfflineMetricEqualsTheReference() {
    List<double[]> sets = elements(reference.get("rollout_sets")).map(Reference::numbers).toList();
    for (JsonNode m : reference.get("offline")) {
      String metric = m.get("metric").asText();
      JsonNode a = m.get("arguments");
      double[] actual =
          sets.stream()
              .mapToDouble(
                  set -> {
                    double scale = scale(a.get("baseline"), Percentiles.median(set));
                    return rollouts(metric, a, divided(set, scale));
                  })
              .toArray();
      assertNear(metric + a, actual, numbers(m.get("result")), 1e-12);
    }
  }

  private static double rollouts(String metric, JsonNode a, double[] set) {
    return switch (metric) {
      case "LowerCVaRAcrossRollouts" -> Tail.LOWER.mean(set, a.get("alpha").asDouble());
      case "UpperCVaRAcrossRollouts" -> Tail.UPPER.mean(set, a.get("alpha").asDouble());
      case "MedianPerfAcrossRollouts" -> Percentiles.median(set);
      default -> spread(metric).of(set);
    };
  }

  @Test
  void helpersEqualTheReference() {
    JsonNode helpers = reference.get("helpers");
    Curve first = sets.get("unit_steps").get(0);

    double[] drawdown = numbers(helpers.get("compute_drawdown_unit_steps_run0"));
    assertNear("drawdown", Drawdown.of(first.performances()), drawdown, 1e-12);
    double[] rates = numbers(helpers.get("differences_irregular_times_run0"));
    Curve irregular = sets.get("irregular_times").get(0);
    assertNear("rates", WithinRun.rates(irregular), rates, 1e-12);
    sets.forEach(
        (name, runs) ->
            assertNear(
                name,
                runs.stream().mapToDouble(WithinRun::range).toArray(),
                numbers(helpers.get("curve_range").get(name)),
                1e-12));
  }

  @Test
  void tinyCasesByHand() {
    double[] values = {1, 3, 2, 0, 4};

    assertThat(Drawdown.of(values)).containsExactly(0, 0, 1, 3, 0);
    assertThat(Drawdown.maximum(values)).isEqualTo(3);
    assertThat(Tail.LOWER.mean(values, 0.25)).isEqualTo(0.5);
    assertThat(Tail.UPPER.mean(values, 0.25)).isEqualTo(3.5);
  }

  private static Curve curve(double... values) {
    long[] steps = new long[values.length];
    Arrays.setAll(steps, i -> i);
    return Curve.of(steps, values, new double[values.length]);
  }

  @Test
  void emptyOneAndNaN() {
    double[] none = {};

    assertThat(Tail.LOWER.mean(none, 0.1)).isNaN();
    assertThat(Tail.UPPER.mean(new double[] {7}, 0.1)).isEqualTo(7);
    assertThat(Tail.LOWER.mean(new double[] {1, Double.NaN}, 0.1)).isNaN();
    assertThat(Drawdown.maximum(none)).isNaN();
    assertThat(Drawdown.of(new double[] {1, Double.NaN, 2})[2]).isNaN();
    assertThat(WithinRun.dispersion(curve(1), Spread.STANDARD_DEVIATION)).isNaN();
    assertThat(WithinRun.highFrequencyEnergy(curve(1), 0.1)).isNaN();
  }
}
