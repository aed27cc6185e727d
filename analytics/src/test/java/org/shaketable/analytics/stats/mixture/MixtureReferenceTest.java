package org.shaketable.analytics.stats.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.reference.Reference;

/**
 * Mixtures beside those of numpy 1.24.2 and scipy 1.10.1 ({@code reference/mixture.py}, which makes
 * points and results), to 1e-9 for one cloud; for two, to what is left to go where steps no longer
 * raise the likelihood by 1e-6.
 */
class MixtureReferenceTest {
  private static final double RIDGE = 1e-3;
  private static final JsonNode EXPECTED = Reference.json("mixture_results.json");
  private static final List<Map<String, String>> ROWS = Reference.csv("mixture_points.csv");
  private static final double[] X = Reference.column(ROWS, "x");
  private static final double[] Y = Reference.column(ROWS, "y");
  private static final Expectation EXPECTATION = new Expectation(X, Y, RIDGE);

  @Test
  void oneCloudIsMeanAndCovariance() {
    Expectation.Fitted fitted = EXPECTATION.single();
    assertSame(fitted, EXPECTED.get("one"), 1e-9);
  }

  @Test
  void twoCloudsAreThoseThatScipyEndsAt() {
    Expectation.Fitted fitted = EXPECTATION.further(EXPECTATION.single().mixture());
    assertSame(fitted, EXPECTED.get("two"), 2e-3);
    assertThat(fitted.logLikelihood())
        .isCloseTo(EXPECTED.get("two").get("mean_log_likelihood").asDouble(), within(1e-5));
  }

  /** From where scipy ended nothing moves any more. */
  @Test
  void densitiesAndPosteriorsAreScipys() {
    JsonNode two = EXPECTED.get("two");
    Mixture mixture = mixture(two);
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      sum += mixture.logDensity(X[i], Y[i], new double[2]);
    }
    assertThat(sum / X.length).isCloseTo(two.get("mean_log_likelihood").asDouble(), within(1e-12));
    for (int i = 0; i < 5; i++) {
      assertThat(mixture.posteriors(X[i], Y[i]))
          .containsExactly(Reference.numbers(two.get("first_posteriors").get(i)), within(1e-12));
    }
    assertSame(EXPECTATION.follow(mixture, 1), two, 1e-9);
  }

  private static Mixture mixture(JsonNode expected) {
    return new Mixture(List.of(cloud(expected, 0), cloud(expected, 1)));
  }

  private static Cloud cloud(JsonNode expected, int k) {
    double[] mean = Reference.numbers(expected.get("means").get(k));
    double[] spread = Reference.numbers(expected.get("xx_xy_yy").get(k));
    double weight = expected.get("weights").get(k).asDouble();
    return new Cloud(weight, mean[0], mean[1], spread[0], spread[1], spread[2]);
  }

  private static void assertSame(Expectation.Fitted fitted, JsonNode expected, double tolerance) {
    List<Cloud> clouds = fitted.mixture().clouds();
    for (int k = 0; k < clouds.size(); k++) {
      Cloud own = clouds.get(k);
      Cloud other = cloud(expected, k);
      assertThat(new double[] {own.weight(), own.x(), own.y(), own.xx(), own.xy(), own.yy()})
          .containsExactly(
              new double[] {
                other.weight(), other.x(), other.y(), other.xx(), other.xy(), other.yy()
              },
              within(tolerance));
    }
  }
}
