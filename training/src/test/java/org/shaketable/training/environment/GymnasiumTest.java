package org.shaketable.training.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.training.reference.Csv;
import org.shaketable.training.reference.Json;

/**
 * Each environment against trajectories of Gymnasium 1.4.0 (see
 * reference/README-reinforcement-learning.md), from each recorded state to the next: state 1e-12,
 * reward 1e-11, flags exact, observation one float ulp.
 */
class GymnasiumTest {

  static Stream<Environment> environments() {
    return Environment.all().stream();
  }

  @ParameterizedTest
  @MethodSource("environments")
  void everyStepEqualsGymnasiums(Environment environment) {
    Csv csv =
        Csv.resource(
            "gym_%s.csv".formatted(environment.name().toLowerCase(Locale.ROOT).replace('-', '_')));
    List<Json.Value> episodes = episodes(environment);
    double[] state = new double[environment.stateSize()];
    double[] before = null;
    for (double[] row : csv.rows()) {
      if (row[csv.column("t")] > 0) {
        System.arraycopy(before, states(csv), state, 0, stateWidth(csv));
        double reward = environment.step(state, 0, row[csv.column("action")]);
        double limit = episodes.get((int) row[0]).at("time_limit").number();
        check(environment, csv, row, state, reward, limit);
      }
      before = row;
    }
    assertThat(csv.rows()).hasSizeGreaterThan(500);
  }

  private static void check(
      Environment environment, Csv csv, double[] row, double[] state, double reward, double limit) {
    for (int i = 0; i < stateWidth(csv); i++) {
      close(state[i], row[states(csv) + i], 1e-12);
    }
    close(reward, row[csv.column("reward")], 1e-11);
    assertThat(environment.terminated(state, 0)).isEqualTo(row[csv.column("terminated")] == 1);
    assertThat(row[1] >= limit).isEqualTo(row[csv.column("truncated")] == 1);
    float[] observation = new float[environment.observationSize()];
    environment.observe(state, 0, observation, 0);
    for (int i = 0; i < observation.length; i++) {
      float expected = (float) row[csv.column("obs0") + i];
      assertThat(Math.abs(observation[i] - expected)).isLessThanOrEqualTo(Math.ulp(expected));
    }
  }

  private static void close(double actual, double expected, double tolerance) {
    assertThat(Math.abs(actual - expected) / Math.max(1, Math.abs(expected)))
        .isLessThanOrEqualTo(tolerance);
  }

  private static int states(Csv csv) {
    return csv.column("obs0")
        + (int) csv.columns().stream().filter(c -> c.startsWith("obs")).count();
  }

  private static int stateWidth(Csv csv) {
    return csv.column("reward") - states(csv);
  }

  private static List<Json.Value> episodes(Environment environment) {
    Json.Value found =
        Json.resource("gym_episodes.json").at("environments").list().stream()
            .filter(value -> value.at("id").toString().equals(environment.name()))
            .findFirst()
            .orElseThrow();
    assertThat(environment.timeLimit()).isEqualTo((int) found.at("registered_time_limit").number());
    return found.at("episodes").list();
  }
}
