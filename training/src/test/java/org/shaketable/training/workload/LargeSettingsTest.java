package org.shaketable.training.workload;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.training.data.Blobs;
import org.shaketable.training.data.SparseParity;
import org.shaketable.training.dqn.Dqn;
import org.shaketable.training.language.Pretraining;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.transformer.TransformerSpec;

/**
 * Settings each of which is in its range and whose product is not; runs in which nothing happens.
 */
class LargeSettingsTest {

  @Test
  void aRollOutIsCountedInLongs() {
    assertThatThrownBy(
            () ->
                Settings.with(
                    Settings.with(Ppo.standard(), "num-envs", 50_000), "num-steps", 50_000))
        .hasMessage(
            "Invalid num-steps: expected num-envs * num-steps of at most 16777216, found"
                + " 2500000000");
  }

  @Test
  void dataThatNoArrayHoldsAreRefused() {
    assertThatThrownBy(() -> new Blobs(4, 10_000, null, 10_000_000, null, null))
        .hasMessage(
            "Invalid train: expected columns * train of at most 2147483639, found 100000000000");
    assertThatThrownBy(() -> new SparseParity(10_000, 3, null, 10_000_000, null))
        .hasMessage(
            "Invalid test: expected columns * test of at most 2147483639, found 100000000000");
  }

  @Test
  void networksThatNoArrayHoldsAreRefused() {
    assertThatThrownBy(() -> new NetworkSpec(List.of(65_536, 65_536), Activation.TANH))
        .hasMessage(
            "Invalid hidden: expected widths that make a number of parameters of at most"
                + " 2147483639, found 4295229441");
    NetworkSpec wide = new NetworkSpec(List.of(65_536), Activation.TANH);
    assertThatThrownBy(() -> wide.layout(40_000, 10))
        .hasMessageStartingWith("Invalid hidden: expected widths that make a number of parameters");
    assertThatThrownBy(() -> TransformerSpec.of(64, 4096, 64, 64))
        .hasMessageStartingWith("Invalid layers: expected 12 * layers * width * width");
    TransformerSpec long64 = TransformerSpec.of(2, 64, 4, 4096);
    assertThatThrownBy(
            () -> Settings.with(Pretraining.of(10, Adam.of(0.001, 1e-8), long64), "batch-size", 64))
        .hasMessage(
            "Invalid batch-size: expected batch-size * heads * context * context of at most"
                + " 2147483639, found 4294967296");
  }

  @Test
  void aRunThatEndsBeforeItLearnsIsRefusedWhereASweepIsPlanned() {
    Dqn dqn = Settings.with(Dqn.standard(), "total-timesteps", 5_000L);
    assertThatThrownBy(dqn::checkLearns)
        .hasMessage(
            "Invalid learning-starts: expected less than 5000, the last of total-timesteps = 5000"
                + " at which there is an update, or nothing is ever learned, found 10000");
    Dqn late = Settings.with(Settings.with(dqn, "learning-starts", 4_998), "train-frequency", 7);
    assertThatThrownBy(late::checkLearns).hasMessageContaining("expected less than 4998");
    assertThatCode(Settings.with(late, "learning-starts", 4_997)::checkLearns)
        .doesNotThrowAnyException();
    assertThatThrownBy(Settings.with(dqn, "train-frequency", 6_000)::checkLearns)
        .hasMessage(
            "Invalid train-frequency: expected at most total-timesteps = 5000, or nothing is ever"
                + " learned, found 6000");
    assertThatThrownBy(Settings.with(Ppo.standard(), "total-timesteps", 300L)::checkLearns)
        .hasMessage(
            "Invalid total-timesteps: expected at least one roll-out of num-envs * num-steps = 512,"
                + " found 300");
  }
}
