package org.shaketable.analytics.stats.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reference.Reference;

/** statsmodels Logit, tolerance 1e-6: stats_dose_response.json. */
class DoseResponseTest {
  private static final double TOLERANCE = 1e-6;

  private final JsonNode reference = Reference.json("stats_dose_response.json");

  private static List<DoseCount> doses(JsonNode c) {
    double[] magnitudes = numbers(c.get("magnitude"));
    List<DoseCount> doses = new ArrayList<>();
    for (int i = 0; i < magnitudes.length; i++) {
      int trials = c.get("trials").get(i).asInt();
      doses.add(new DoseCount(magnitudes[i], trials, c.get("diverged").get(i).asInt()));
    }
    return doses;
  }

  private static List<DoseCount> doses(int trials, int... collapses) {
    List<DoseCount> doses = new ArrayList<>();
    for (int i = 0; i < collapses.length; i++) {
      doses.add(new DoseCount(Math.pow(10, i), trials, collapses[i]));
    }
    return doses;
  }

  @Test
  void theFitEqualsStatsmodels() {
    elements(reference.get("cases"))
        .forEach(
            c -> {
              LogisticFit fit = DoseResponse.of(doses(c)).fit().orElseThrow();
              near(c, "intercept", fit.intercept());
              near(c, "slope", fit.slope());
              near(c, "log_likelihood", fit.logLikelihood());
              near(c, "slope_lr_p_value", fit.slopeP());
              JsonNode v = c.get("covariance");
              assertNear("v00", fit.interceptVariance(), number(v.get(0).get(0)), TOLERANCE);
              assertNear("v01", fit.covariance(), number(v.get(0).get(1)), TOLERANCE);
              assertNear("v11", fit.slopeVariance(), number(v.get(1).get(1)), TOLERANCE);
              double[] fitted = numbers(c.get("fitted_probability_at_magnitudes"));
              double[] m = numbers(c.get("magnitude"));
              for (int i = 0; i < m.length; i++) {
                assertNear("fitted", fit.probability(m[i]), fitted[i], TOLERANCE);
              }
            });
  }

  @Test
  void effectiveMagnitudesAndTheirIntervalsEqualTheirFormulas() {
    elements(reference.get("cases"))
        .forEach(
            c -> {
              DoseResponse response = DoseResponse.of(doses(c));
              EffectiveMagnitude half = response.effective(0.5).orElseThrow();
              near(c, "log10_ED50", half.log10());
              near(c, "log10_ED50_se_delta", half.log10StandardError());
              assertInterval(half.delta(0.95), c.get("ED50"), c.get("ED50_ci_95_delta_on_log10"));
              Optional<Interval> fieller = half.fieller(0.95);
              JsonNode expected = c.get("ED50_ci_95_fieller");
              assertThat(fieller.isPresent()).isEqualTo(!expected.isNull());
              fieller.ifPresent(interval -> assertInterval(interval, c.get("ED50"), expected));
              assertEffective(response, 0.1, c.get("ED10"));
              assertEffective(response, 0.9, c.get("ED90"));
            });
  }

  private static void assertEffective(DoseResponse response, double share, JsonNode expected) {
    EffectiveMagnitude effective = response.effective(share).orElseThrow();
    assertNear("log10", effective.log10(), number(expected.get("log10")), TOLERANCE);
    double se = number(expected.get("log10_se_delta"));
    assertNear("se", effective.log10StandardError(), se, TOLERANCE);
    assertInterval(effective.delta(0.95), expected.get("value"), expected.get("ci_95"));
  }

  private static void assertInterval(Interval actual, JsonNode estimate, JsonNode bounds) {
    assertNear("estimate", actual.estimate(), number(estimate), TOLERANCE);
    assertNear("lower", actual.lower(), number(bounds.get(0)), TOLERANCE);
    assertNear("upper", actual.upper(), number(bounds.get(1)), TOLERANCE);
  }

  private static void near(JsonNode c, String key, double actual) {
    assertNear(c.get("name").asText() + " " + key, actual, number(c.get(key)), TOLERANCE);
  }

  @Test
  void separatedOutcomesAreSaidPlainly() {
    DoseResponse response = DoseResponse.of(doses(reference.get("separation")));

    assertThat(response.fit()).isEmpty();
    assertThat(response.reason()).contains(NoCriticalMagnitude.SEPARATED);
    assertThat(response.critical(0.95)).isEmpty();
    assertThat(response.lastSurvived()).hasValue(0.01);
    assertThat(response.firstCollapsed()).hasValue(0.1);
    assertThat(response.statement())
        .contains("no magnitude has both outcomes: the critical one lies between 0.01 and 0.1");
  }

  @Test
  void aMagnitudeThatAloneHasBothOutcomesIsNamedWithWhatItSays() {
    assertThat(DoseResponse.of(doses(8, 0, 4, 8)).reason()).contains(NoCriticalMagnitude.SEPARATED);
    assertMixed(doses(8, 0, 4, 8), "10 has both outcomes (4 of 8 collapsed): %s near it");
    assertMixed(
        doses(8, 0, 3, 8), "10 has both outcomes (3 of 8 collapsed): %s between it and 100");
    assertMixed(doses(8, 0, 5, 8), "10 has both outcomes (5 of 8 collapsed): %s between it and 1");
    assertMixed(doses(8, 0, 3), "10 has both outcomes (3 of 8 collapsed): %s above it");
    assertMixed(doses(8, 5, 8), "1 has both outcomes (5 of 8 collapsed): %s below it");
  }

  private static void assertMixed(List<DoseCount> doses, String statement) {
    assertThat(DoseResponse.of(doses).statement())
        .contains("only magnitude " + statement.formatted("the critical one lies"));
  }

  @Test
  void otherReasonsAreStatedAsTheyAre() {
    assertThat(DoseResponse.of(doses(4, 0, 0)).statement())
        .contains(NoCriticalMagnitude.NO_COLLAPSE.sentence());
    assertThat(DoseResponse.of(doses(10, 1, 5, 9)).statement()).isEmpty();
  }

  @Test
  void eachReasonHasItsName() {
    assertReason(List.of(), NoCriticalMagnitude.NO_RUNS);
    assertReason(List.of(new DoseCount(1, 0, 0)), NoCriticalMagnitude.NO_RUNS);
    assertReason(doses(4, 2), NoCriticalMagnitude.ONE_MAGNITUDE);
    assertReason(doses(4, 0, 0), NoCriticalMagnitude.NO_COLLAPSE);
    assertReason(doses(4, 4, 4), NoCriticalMagnitude.ALL_COLLAPSE);
    assertReason(doses(4, 0, 2, 4), NoCriticalMagnitude.SEPARATED);
    assertReason(doses(4, 4, 0), NoCriticalMagnitude.NOT_INCREASING);
    assertReason(doses(4, 3, 2, 1), NoCriticalMagnitude.NOT_INCREASING);
    assertReason(doses(10, 1, 1, 2), NoCriticalMagnitude.OUT_OF_RANGE);
  }

  private static void assertReason(List<DoseCount> doses, NoCriticalMagnitude reason) {
    assertThat(DoseResponse.of(doses).reason()).contains(reason);
  }

  @Test
  void symmetricOutcomesHaveTheirMiddleAsCriticalMagnitude() {
    Interval critical = DoseResponse.of(doses(10, 1, 5, 9)).critical(0.95).orElseThrow();

    assertThat(critical.estimate()).isCloseTo(10, within(1e-9));
    assertThat(critical.lower() * critical.upper()).isCloseTo(100, within(1e-6));
  }

  /** A ratio of chi-squared 3.84 at both bounds, against an independent maximum on a fine grid. */
  @Test
  void theLikelihoodRatioEndsAtItsQuantile() {
    List<DoseCount> doses = doses(8, 1, 3, 6, 8);
    Interval interval = DoseResponse.of(doses).likelihood(0.95).orElseThrow();

    assertThat(interval.estimate())
        .isEqualTo(DoseResponse.of(doses).critical(0.95).orElseThrow().estimate());
    assertThat(deviance(doses, interval.lower())).isCloseTo(3.841459, within(1e-4));
    assertThat(deviance(doses, interval.upper())).isCloseTo(3.841459, within(1e-4));
    assertThat(deviance(doses, interval.estimate())).isCloseTo(0, within(1e-4));
    assertThat(interval.n()).isEqualTo(32);
  }

  /** The delta method has nothing to say then; the likelihood, that it may lie anywhere. */
  @Test
  void aSlopeThatIsNotSignificantHasNoDeltaInterval() {
    DoseResponse flat = DoseResponse.of(doses(8, 3, 4, 5));

    assertThat(flat.critical(0.95).orElseThrow().estimate()).isCloseTo(10, within(1e-9));
    assertThat(flat.critical(0.95).orElseThrow().lower()).isNaN();
    assertThat(flat.likelihood(0.95).orElseThrow().lower()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void theDeltaIntervalAsksForASlopeThatIsSignificantAtHalfOfWhatIsLeft() {
    DoseResponse hardly = DoseResponse.of(doses(8, 2, 4, 6));
    DoseResponse clearly = DoseResponse.of(doses(9, 2, 4, 7));

    assertThat(hardly.fit().orElseThrow().slopeP()).isBetween(0.025, 0.05);
    assertThat(hardly.critical(0.95).orElseThrow().lower()).isNaN();
    assertThat(hardly.critical(0.9).orElseThrow().lower()).isPositive();
    assertThat(clearly.fit().orElseThrow().slopeP()).isBetween(0.01, 0.025);
    assertThat(clearly.critical(0.95).orElseThrow().lower()).isPositive();
  }

  private static double deviance(List<DoseCount> doses, double critical) {
    double best = Double.NEGATIVE_INFINITY;
    for (double slope = 0; slope < 10; slope += 1e-3) {
      double sum = 0;
      for (DoseCount dose : doses) {
        double p = 1 / (1 + Math.exp(-slope * Math.log10(dose.magnitude() / critical)));
        sum += dose.collapses() * Math.log(p);
        sum += (dose.trials() - dose.collapses()) * Math.log(1 - p);
      }
      best = Math.max(best, sum);
    }
    return 2 * (DoseResponse.of(doses).fit().orElseThrow().logLikelihood() - best);
  }

  /** The critical one is given only between the two, so that no interval could miss. */
  @Test
  void twoMagnitudesHaveNoBounds() {
    DoseResponse two = DoseResponse.of(doses(8, 2, 6));

    assertThat(two.critical(0.95).orElseThrow().estimate()).isCloseTo(Math.sqrt(10), within(1e-9));
    assertThat(two.critical(0.95).orElseThrow().lower()).isNaN();
    assertThat(two.likelihood(0.95).orElseThrow().upper()).isNaN();
    Interval drawn = CriticalBootstrap.of(two.doses(), new BootstrapSettings(1, 100, 0.95));
    assertThat(drawn.lower()).isNaN();
    assertThat(drawn.n()).isEqualTo(16);
  }

  @Test
  void orderDoesNotMatterAndScaleScales() {
    List<DoseCount> doses = doses(10, 1, 4, 9, 8);
    double critical = DoseResponse.of(doses).critical(0.95).orElseThrow().estimate();
    List<DoseCount> reversed = new ArrayList<>(doses);
    Collections.reverse(reversed);
    List<DoseCount> scaled =
        doses.stream()
            .map(d -> new DoseCount(7 * d.magnitude(), d.trials(), d.collapses()))
            .toList();

    assertThat(DoseResponse.of(reversed)).isEqualTo(DoseResponse.of(doses));
    assertThat(DoseResponse.of(scaled).critical(0.95).orElseThrow().estimate())
        .isCloseTo(7 * critical, within(1e-9 * critical));
  }

  @Test
  void dosesOfOneMagnitudeAddUp() {
    assertThat(new DoseCount(2, 3, 1).plus(new DoseCount(2, 4, 2)))
        .isEqualTo(new DoseCount(2, 7, 3));
    assertThatThrownBy(() -> new DoseCount(2, 3, 1).plus(new DoseCount(3, 4, 2)))
        .hasMessage("Invalid dose: expected magnitude 2.0, found 3.0");
    assertThatThrownBy(() -> new DoseCount(0, 3, 1))
        .hasMessage("Invalid magnitude: expected a positive number, found 0.0");
    assertThatThrownBy(() -> new DoseCount(1, 3, 4))
        .hasMessage("Invalid dose: expected 0 <= collapses <= trials, found 4 of 3");
  }

  @Test
  void theBootstrapAgreesRoughlyWithTheDeltaMethod() {
    List<DoseCount> doses = doses(60, 6, 20, 41, 55);
    Interval delta = DoseResponse.of(doses).critical(0.95).orElseThrow();

    Interval drawn = CriticalBootstrap.of(doses, new BootstrapSettings(11, 2000, 0.95));

    assertThat(drawn.estimate()).isEqualTo(delta.estimate());
    assertThat(Math.log10(drawn.lower() / delta.lower())).isCloseTo(0, within(0.1));
    assertThat(Math.log10(drawn.upper() / delta.upper())).isCloseTo(0, within(0.1));
    assertThat(CriticalBootstrap.of(doses(4, 0, 0), BootstrapSettings.of(1)).estimate()).isNaN();
  }

  @Test
  void drawsWithSeparatedOutcomesCountWithTheirBracket() {
    Interval drawn =
        CriticalBootstrap.of(doses(4, 0, 1, 3, 4), new BootstrapSettings(2, 500, 0.95));

    assertThat(drawn.lower()).isFinite();
    assertThat(drawn.upper()).isFinite();
  }

  @Test
  void aNonDecreasingResponseIsMonotone() {
    BootstrapSettings settings = new BootstrapSettings(1, 999, 0.95);

    assertThat(Monotonicity.of(doses(10, 0, 3, 3, 9), settings)).isEqualTo(new Monotonicity(0, 1));
    assertThat(Monotonicity.of(List.of(), settings).p()).isEqualTo(1);
    assertThat(Monotonicity.of(doses(10, 2, 4, 3, 9), settings).holds(0.05)).isTrue();
  }

  @Test
  void aDipIsNoticed() {
    Monotonicity test =
        Monotonicity.of(doses(20, 0, 18, 2, 20), new BootstrapSettings(1, 999, 0.95));

    assertThat(test.p()).isEqualTo(0.001);
    assertThat(test.holds(0.05)).isFalse();
    assertThat(Monotonicity.isotonic(doses(20, 0, 18, 2, 20))).containsExactly(0, 0.5, 0.5, 1);
  }
}
