package org.shaketable.analytics.stats.lyapunov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shaketable.analytics.stats.reference.Reference.assertNear;
import static org.shaketable.analytics.stats.reference.Reference.elements;
import static org.shaketable.analytics.stats.reference.Reference.number;
import static org.shaketable.analytics.stats.reference.Reference.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.reference.Reference;

/** deep-lyapunov, tolerance 1e-9: lyapunov_*. */
class LyapunovTest {
  private static final double TOLERANCE = 1e-9;

  private final JsonNode reference = Reference.json("lyapunov_metrics.json");
  private final List<Map<String, String>> rows = Reference.csv("lyapunov_trajectories.csv");

  private Trajectories trajectories(JsonNode c) {
    JsonNode shape = c.get("shape_checkpoints_trajectories_params");
    int parameters = shape.get(2).asInt();
    double[][][] points = new double[shape.get(0).asInt()][shape.get(1).asInt()][parameters];
    for (Map<String, String> row : rows) {
      if (row.get("case").equals(c.get("name").asText())) {
        double[] point =
            points[Integer.parseInt(row.get("checkpoint"))][
                Integer.parseInt(row.get("trajectory"))];
        for (int p = 0; p < parameters; p++) {
          point[p] = Double.parseDouble(row.get("p" + p));
        }
      }
    }
    return Trajectories.of(points);
  }

  @Test
  void spreadAndConvergenceEqualTheReference() {
    elements(reference.get("cases"))
        .forEach(
            c -> {
              Trajectories t = trajectories(c);
              assertNear(name(c), t.spread(), numbers(c.get("spread_evolution")), TOLERANCE);
              double[] one = numbers(c.get("spread_evolution_n_components_1"));
              assertNear(name(c), t.spread(1), one, TOLERANCE);
              near(c, "convergence_ratio", t.convergenceRatio());
              c.get("convergence_ratio_by_n_components")
                  .fields()
                  .forEachRemaining(
                      e ->
                          assertNear(
                              name(c) + e.getKey(),
                              t.convergenceRatio(Integer.parseInt(e.getKey())),
                              number(e.getValue()),
                              TOLERANCE));
            });
  }

  @Test
  void exponentsEqualTheReference() {
    elements(reference.get("cases"))
        .forEach(
            c -> {
              Trajectories t = trajectories(c);
              near(c, "lyapunov_exponent", LyapunovExponent.of(t.spread()));
              double[] local = LyapunovExponent.local(t.spread());
              assertNear(name(c), local, numbers(c.get("local_lyapunov")), TOLERANCE);
              double[] distance = t.distanceFrom(0);
              near(c, "lyapunov_from_trajectories_ref0", LyapunovExponent.of(distance));
              double[] expected = numbers(c.get("local_lyapunov_from_trajectories_ref0"));
              if (expected.length > 1) {
                assertNear(name(c), LyapunovExponent.local(distance), expected, TOLERANCE);
              }
            });
  }

  @Test
  void dimensionalityEqualsTheReference() {
    elements(reference.get("cases"))
        .forEach(
            c -> {
              Trajectories t = trajectories(c);
              near(c, "participation_ratio_all_points", t.participationRatio());
              double[] windows = numbers(c.get("effective_dimensionality"));
              assertNear(name(c), t.effectiveDimensionality(), windows, TOLERANCE);
              double[] four = numbers(c.get("effective_dimensionality_window_4"));
              assertNear(name(c), t.effectiveDimensionality(4), four, TOLERANCE);
            });
  }

  @Test
  void edgeCasesEqualTheReference() {
    elements(reference.get("edge_cases"))
        .forEach(
            c -> {
              double[] spread = numbers(c.get("spread"));
              if (c.get("call").asText().equals("compute_lyapunov_exponent")) {
                double exponent = LyapunovExponent.of(spread, c.get("n_epochs").asInt());
                assertNear("exponent", exponent, number(c.get("result")), TOLERANCE);
              } else {
                double[] local = LyapunovExponent.local(spread);
                assertNear("local", local, numbers(c.get("result")), TOLERANCE);
              }
            });
  }

  @Test
  void byHand() {
    Trajectories two = Trajectories.of(new double[][][] {{{0}, {2}}, {{0}, {8}}});

    assertThat(two.spread()).containsExactly(1, 4);
    assertThat(two.distanceFrom(1)).containsExactly(2, 8);
    assertNear("exponent", LyapunovExponent.of(two.spread()), Math.log(4), 1e-15);
  }

  private static String name(JsonNode c) {
    return c.get("name").asText();
  }

  private static void near(JsonNode c, String key, double actual) {
    assertNear(name(c) + " " + key, actual, number(c.get(key)), TOLERANCE);
  }
}
