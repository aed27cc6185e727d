package org.shaketable.training.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.training.reference.Json;

/** Golden values: reference/torch_dqn.json, PyTorch 1.13.1 in double precision, tolerance 1e-12. */
class TdLossTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  static Stream<Json.Value> references() {
    return Json.resource("torch_dqn.json").at("cases").list().stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void targetsAndLossesMatchTheReference(Json.Value reference) {
    double[] target = reference.at("q_target_at_next_state").numbers();
    double[] online = reference.at("q_online_at_next_state").numbers();
    check(reference, reference.at("dqn"), target, target);
    check(reference, reference.at("double_dqn"), target, online);
  }

  private static void check(
      Json.Value reference, Json.Value expected, double[] target, double[] chooser) {
    double[] actions = reference.at("actions").numbers();
    int rows = actions.length;
    int choices = target.length / rows;
    double[] targets = new double[rows];
    TdLoss.targets(
        rows,
        choices,
        reference.at("gamma").number(),
        reference.at("rewards").numbers(),
        reference.at("dones").numbers(),
        target,
        chooser,
        targets);
    assertThat(targets).containsExactly(expected.at("td_target").numbers(), CLOSE);
    for (String name : List.of("mse", "huber_delta_1", "huber_delta_2")) {
      double delta = name.equals("mse") ? 0 : name.equals("huber_delta_1") ? 1 : 2;
      double[] values = reference.at("q_online_at_state").numbers();
      double[] errors = new double[rows];
      double[] gradient = new double[values.length];
      double loss = TdLoss.loss(rows, choices, delta, values, actions, targets, errors, gradient);
      assertThat(loss).isCloseTo(expected.at(name).at("loss").number(), CLOSE);
      assertThat(gradient)
          .containsExactly(expected.at(name).at("gradient_of_q_online_at_state").numbers(), CLOSE);
      assertThat(errors).containsExactly(expected.at("td_error_target_minus_q").numbers(), CLOSE);
    }
  }
}
