package org.shaketable.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.training.reference.Json;

/** Golden values: reference/torch_ppo.json, PyTorch 1.13.1 in double precision, tolerance 1e-10. */
class GaeTest {

  static Stream<Json.Value> references() {
    return Json.resource("torch_ppo.json").at("gae").list().stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void advantagesAndReturnsMatchTheReference(Json.Value reference) {
    int steps = reference.at("rewards").list().size();
    double[] rewards = reference.at("rewards").numbers();
    int environments = rewards.length / steps;
    double[] advantages = new double[rewards.length];
    double[] returns = new double[rewards.length];
    Gae.compute(
        steps,
        environments,
        reference.at("gamma").number(),
        reference.at("lambda").number(),
        rewards,
        joined(reference, "values", "next_value"),
        joined(reference, "dones", "next_done"),
        advantages,
        returns);
    assertThat(advantages).containsExactly(reference.at("advantages").numbers(), within(1e-10));
    assertThat(returns).containsExactly(reference.at("returns").numbers(), within(1e-10));
  }

  private static double[] joined(Json.Value reference, String first, String last) {
    return Stream.of(first, last)
        .flatMapToDouble(key -> Arrays.stream(reference.at(key).numbers()))
        .toArray();
  }
}
