package org.shaketable.analytics.stats.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.matrix;
import static org.shaketable.analytics.stats.reference.Reference.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.Bootstrap;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.reference.Reference;

/** rliable, tolerance 1e-12 and for intervals that of the file: rliable_*.json. */
class ScoresTest {
  private static final double TOLERANCE = 1e-12;
  private static final OptimalityGap GAP = new OptimalityGap(1);

  private final JsonNode aggregates = Reference.json("rliable_aggregates.json");
  private final JsonNode bootstrap = Reference.json("rliable_bootstrap.json");

  @Test
  void aggregatesEqualRliable() {
    elements(aggregates.get("matrices"))
        .forEach(
            m -> {
              double[][] scores = matrix(m.get("scores"));
              JsonNode expected = m.get("aggregates");
              near(Scores.MEAN.of(scores), expected, "mean");
              near(Scores.MEDIAN.of(scores), expected, "median");
              near(Scores.INTERQUARTILE_MEAN.of(scores), expected, "iqm");
              near(GAP.of(scores), expected, "optimality_gap_gamma_1");
              near(new OptimalityGap(0.5).of(scores), expected, "optimality_gap_gamma_0.5");
            });
  }

  private static void near(double actual, JsonNode of, String key) {
    assertNear(key, actual, number(of.get(key)), TOLERANCE);
  }

  @Test
  void bootstrapIntervalsEqualRliable() {
    Map<String, JsonNode> matrices = new HashMap<>();
    elements(aggregates.get("matrices")).forEach(m -> matrices.put(m.get("name").asText(), m));
    elements(bootstrap.get("cases"))
        .filter(c -> !c.get("statistic").asText().equals("probability_of_improvement"))
        .forEach(
            c -> {
              BootstrapSettings settings = new BootstrapSettings(7, c.get("reps").asInt(), 0.95);
              String input = c.get("input").asText();
              String name = c.get("statistic").asText();
              Interval interval =
                  Bootstrap.percentile(
                      Strata.ofMatrix(matrix(matrices.get(input).get("scores"))),
                      statistic(name),
                      settings);
              double tolerance = number(c.get("tolerance"));
              assertNear("point", interval.estimate(), number(c.get("point")), TOLERANCE);
              assertThat(interval.lower())
                  .as(input + " " + name)
                  .isCloseTo(number(c.get("low_mean_over_seeds")), within(tolerance));
              assertThat(interval.upper())
                  .as(input + " " + name)
                  .isCloseTo(number(c.get("high_mean_over_seeds")), within(tolerance));
            });
  }

  private static Statistic statistic(String name) {
    return switch (name) {
      case "mean" -> Scores.MEAN.statistic();
      case "median" -> Scores.MEDIAN.statistic();
      case "iqm" -> Scores.INTERQUARTILE_MEAN.statistic();
      case "optimality_gap_gamma_1" -> GAP.statistic();
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void emptyMatricesAndTinyCases() {
    double[][] none = {};
    double[][] scores = {{0, 2}, {1, 4}};

    assertThat(Scores.MEAN.of(none)).isNaN();
    assertThat(Scores.MEDIAN.of(none)).isNaN();
    assertThat(Scores.INTERQUARTILE_MEAN.of(none)).isNaN();
    assertThat(GAP.of(none)).isNaN();
    assertThat(Scores.MEDIAN.of(scores)).isEqualTo(1.75);
    assertThat(GAP.of(scores)).isEqualTo(0.25);
  }
}
