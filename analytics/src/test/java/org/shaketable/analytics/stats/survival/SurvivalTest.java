package org.shaketable.analytics.stats.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.flags;
import static org.shaketable.analytics.stats.reference.Reference.integers;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;
import org.shaketable.analytics.stats.interval.Score;
import org.shaketable.analytics.stats.reference.Reference;

/** statsmodels SurvfuncRight and survdiff, tolerance 1e-10: stats_survival.json. */
class SurvivalTest {
  private static final double TOLERANCE = 1e-10;

  private final JsonNode reference = Reference.json("stats_survival.json");

  @Test
  void theCurveEqualsStatsmodels() {
    elements(reference.get("kaplan_meier"))
        .forEach(
            c -> {
              KaplanMeier curve = KaplanMeier.of(numbers(c.get("time")), flags(c.get("event")));
              compare(c, "distinct_event_times", curve, KaplanMeier.Step::time);
              compare(c, "survival", curve, KaplanMeier.Step::survival);
              compare(c, "greenwood_se", curve, KaplanMeier.Step::standardError);
              compare(c, "number_at_risk", curve, KaplanMeier.Step::atRisk);
              compare(c, "number_of_events", curve, KaplanMeier.Step::events);
            });
  }

  private static void compare(
      JsonNode c, String key, KaplanMeier curve, ToDoubleFunction<KaplanMeier.Step> value) {
    double[] actual = curve.steps().stream().mapToDouble(value).toArray();
    assertNear(c.get("name").asText() + " " + key, actual, numbers(c.get(key)), TOLERANCE);
  }

  @Test
  void quantilesEqualExactArithmetic() {
    elements(reference.get("kaplan_meier"))
        .forEach(
            c -> {
              KaplanMeier curve = KaplanMeier.of(numbers(c.get("time")), flags(c.get("event")));
              for (String p : new String[] {"0.25", "0.5", "0.75"}) {
                JsonNode exact =
                    c.get("quantile_" + p).get("first_time_survival_at_or_below_exact");
                assertNear(p, curve.quantile(Double.parseDouble(p)), number(exact), TOLERANCE);
              }
              Interval median = curve.quantileInterval(0.5, 0.95);
              JsonNode bounds = c.get("median_ci_95_cloglog");
              assertNear("lower", median.lower(), number(bounds.get(0)), TOLERANCE);
              assertNear("upper", median.upper(), number(bounds.get(1)), TOLERANCE);
            });
  }

  @Test
  void logRankEqualsStatsmodels() {
    Map<String, LogRank.Weight> weights =
        Map.of(
            "logrank", LogRank.Weight.LOG_RANK,
            "gehan_breslow", LogRank.Weight.GEHAN_BRESLOW,
            "tarone_ware", LogRank.Weight.TARONE_WARE);
    elements(reference.get("logrank"))
        .forEach(
            c ->
                weights.forEach(
                    (name, weight) -> {
                      LogRank test =
                          LogRank.of(
                              numbers(c.get("time")),
                              flags(c.get("event")),
                              integers(c.get("group")),
                              weight);
                      JsonNode expected = c.get(name);
                      String what = c.get("name").asText() + " " + name;
                      assertNear(what, test.chiSquare(), number(expected.get("chi_square")), 1e-10);
                      assertNear(what, test.p(), number(expected.get("p")), TOLERANCE);
                      assertThat(test.degreesOfFreedom()).isEqualTo(expected.get("df").asInt());
                    }));
  }

  @Test
  void byHand() {
    KaplanMeier curve =
        KaplanMeier.of(new double[] {1, 2, 2, 3}, new boolean[] {true, true, false, false});

    assertThat(curve.survival(0.5)).isEqualTo(1);
    assertThat(curve.survival(1)).isEqualTo(0.75);
    assertThat(curve.survival(9)).isEqualTo(0.5);
    assertThat(curve.quantile(0.5)).isEqualTo(2);
    assertThat(curve.quantile(0.6)).isNaN();
    assertThat(curve.steps().get(1).atRisk()).isEqualTo(3);
  }

  @Test
  void theIntervalStaysInsideZeroAndOne() {
    KaplanMeier curve = KaplanMeier.of(new double[] {1, 2, 3}, new boolean[] {true, true, true});

    Interval first = curve.steps().get(0).interval(0.95);
    assertThat(first.lower()).isBetween(0.0, first.estimate());
    assertThat(first.upper()).isBetween(first.estimate(), 1.0);
    // All three came back: Wilson's interval of none of three.
    Interval last = curve.steps().get(2).interval(0.95);
    assertThat(last).isEqualTo(Score.of(0, 3, 0.95, 1));
    assertThat(last.upper()).isBetween(0.5, 0.6);
  }

  @Test
  void withoutCensoringTheIntervalIsThatOfAShare() {
    KaplanMeier curve =
        KaplanMeier.of(new double[] {1, 2, 3, 4, 5}, new boolean[] {true, true, true, true, true});

    for (KaplanMeier.Step step : curve.steps()) {
      long left = Math.round(5 * step.survival());
      Interval wilson = ProportionInterval.WILSON.of(left, 5, 0.95);
      assertThat(step.effective()).isCloseTo(5, within(1e-12));
      assertThat(step.interval(0.95).lower()).isCloseTo(wilson.lower(), within(1e-12));
      assertThat(step.interval(0.95).upper()).isCloseTo(wilson.upper(), within(1e-12));
    }
  }

  @Test
  void orderAndScaleOfTimesDoNotMatter() {
    double[] times = {4, 1, 7, 3, 3};
    boolean[] events = {true, true, false, true, false};
    double[] scaled = Arrays.stream(times).map(time -> 2 * time).toArray();
    KaplanMeier curve = KaplanMeier.of(times, events);
    KaplanMeier reversed =
        KaplanMeier.of(
            new double[] {3, 3, 7, 1, 4}, new boolean[] {false, true, false, true, true});

    assertThat(reversed).isEqualTo(curve);
    assertThat(KaplanMeier.of(scaled, events).survival(8)).isEqualTo(curve.survival(4));
  }

  @Test
  void withoutEventsOrRunsNothingFalls() {
    KaplanMeier none = KaplanMeier.of(new double[0], new boolean[0]);
    KaplanMeier censored = KaplanMeier.of(new double[] {5}, new boolean[] {false});

    assertThat(none.survival(1)).isEqualTo(1);
    assertThat(censored.steps()).isEmpty();
    assertThat(censored.quantileInterval(0.5, 0.95).lower()).isNaN();
    LogRank alone =
        LogRank.of(new double[] {5}, new boolean[] {true}, new int[1], LogRank.Weight.LOG_RANK);
    assertThat(alone.p()).isNaN();
    assertThatThrownBy(() -> KaplanMeier.of(new double[] {-1}, new boolean[1]))
        .hasMessage("Invalid time: expected a number of at least 0, found -1.0");
    assertThatThrownBy(() -> KaplanMeier.of(new double[1], new boolean[2]))
        .hasMessage("Invalid times: expected one event flag each, found 1 and 2");
  }
}
