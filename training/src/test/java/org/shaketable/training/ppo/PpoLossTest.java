package org.shaketable.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.training.reference.Json;

/** Golden values: reference/torch_ppo.json, PyTorch 1.13.1 in double precision, tolerance 1e-10. */
class PpoLossTest {
  private static final Offset<Double> CLOSE = within(1e-10);

  static Stream<Json.Value> references() {
    return Json.resource("torch_ppo.json").at("losses").list().stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void lossAndGradientMatchTheReference(Json.Value reference) {
    boolean discrete = reference.at("policy").toString().equals("discrete");
    double[] outputs = reference.at(discrete ? "new_logits" : "new_mean").numbers();
    double[] logStd = discrete ? new double[0] : reference.at("new_log_std").numbers();
    int rows = (int) reference.at("minibatch").number();
    int width = outputs.length / rows;
    Policy policy = discrete ? new CategoricalPolicy(width) : new GaussianPolicy(width);
    Minibatch batch = minibatch(reference, policy, rows);
    PpoLoss loss =
        new PpoLoss(
            policy,
            reference.at("clip_vloss").truth() ? ValueLoss.CLIPPED : ValueLoss.PLAIN,
            reference.at("ent_coef").number(),
            reference.at("vf_coef").number(),
            rows);
    double[] values = reference.at("new_values").numbers();
    loss.compute(batch, reference.at("clip_coef").number(), outputs, logStd, values);

    assertThat(loss.loss()).isCloseTo(reference.at("loss").number(), CLOSE);
    assertThat(loss.policyLoss()).isCloseTo(reference.at("policy_loss").number(), CLOSE);
    assertThat(loss.valueLoss()).isCloseTo(reference.at("value_loss").number(), CLOSE);
    assertThat(loss.entropy()).isCloseTo(reference.at("entropy").number(), CLOSE);
    assertThat(loss.approxKl()).isCloseTo(reference.at("approx_kl").number(), CLOSE);
    assertThat((double) loss.clipped() / rows)
        .isCloseTo(reference.at("clip_fraction").number(), CLOSE);
    Json.Value gradient = reference.at("gradient_of_loss");
    assertThat(loss.outputGradient)
        .containsExactly(gradient.at(discrete ? "new_logits" : "new_mean").numbers(), CLOSE);
    assertThat(loss.valueGradient).containsExactly(gradient.at("new_values").numbers(), CLOSE);
    if (!discrete) {
      assertThat(loss.sharedGradient).containsExactly(gradient.at("new_log_std").numbers(), CLOSE);
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void oldLogProbabilitiesMatchTheReference(Json.Value reference) {
    boolean discrete = reference.at("policy").toString().equals("discrete");
    double[] outputs = reference.at(discrete ? "old_logits" : "old_mean").numbers();
    double[] logStd = discrete ? new double[0] : reference.at("old_log_std").numbers();
    int rows = (int) reference.at("minibatch").number();
    int width = outputs.length / rows;
    Policy policy = discrete ? new CategoricalPolicy(width) : new GaussianPolicy(width);
    double[] actions = reference.at("actions").numbers();
    double[] logs = new double[rows];
    for (int i = 0; i < rows; i++) {
      logs[i] =
          policy.logProbability(
              outputs,
              i * width,
              logStd,
              actions,
              i * policy.actionSize(),
              new double[outputs.length]);
    }
    assertThat(logs).containsExactly(reference.at("old_log_prob").numbers(), CLOSE);
  }

  private static Minibatch minibatch(Json.Value reference, Policy policy, int rows) {
    Minibatch batch = new Minibatch(rows, policy.actionSize());
    batch.rows = rows;
    fill(batch.actions, reference.at("actions"));
    fill(batch.oldLogProbabilities, reference.at("old_log_prob"));
    fill(batch.advantages, reference.at("advantages"));
    fill(batch.returns, reference.at("returns"));
    fill(batch.oldValues, reference.at("old_values"));
    if (reference.at("norm_adv").truth()) {
      batch.normaliseAdvantages();
    }
    return batch;
  }

  private static void fill(double[] to, Json.Value from) {
    double[] numbers = from.numbers();
    assertThat(numbers).hasSameSizeAs(to);
    System.arraycopy(numbers, 0, to, 0, to.length);
  }
}
