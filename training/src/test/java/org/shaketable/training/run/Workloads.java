package org.shaketable.training.run;

import java.util.List;
import java.util.Map;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.data.Blobs;
import org.shaketable.training.dqn.Dqn;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.environment.Pendulum;
import org.shaketable.training.files.Csv;
import org.shaketable.training.language.FineTuning;
import org.shaketable.training.language.Pretrained;
import org.shaketable.training.language.Pretraining;
import org.shaketable.training.language.Reward;
import org.shaketable.training.language.RewardTuning;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.regression.Regression;
import org.shaketable.training.text.Markov;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Workload;

/** Small workloads of learners that have many surfaces. */
final class Workloads {
  private static final NetworkSpec NETWORK = new NetworkSpec(List.of(8, 8), Activation.TANH);
  private static final Markov TEXT = new Markov(6, 2, 1.5, 2_000, 500, null);
  private static final Pretraining PRETRAINING =
      Settings.of(
          Pretraining.class,
          Map.of(
              "steps",
              20L,
              "batch-size",
              8,
              "optimizer",
              AdamW.of(0.01, 0.01),
              "max-grad-norm",
              0.05,
              "validation-windows",
              4,
              "network",
              TransformerSpec.of(1, 16, 2, 8)));
  private static final Pretrained START = new Pretrained(TEXT, PRETRAINING, null);

  private Workloads() {}

  static List<Workload> all() {
    return List.of(
        classification(),
        regression(),
        cartPole(),
        ppo("pendulum", Pendulum.standard()),
        dqn(),
        pretraining(),
        fineTuning(),
        rewardTuning());
  }

  static Workload dqn() {
    Map<String, Object> settings =
        Map.of(
            "total-timesteps",
            400L,
            "buffer-size",
            200,
            "batch-size",
            16,
            "learning-starts",
            20,
            "train-frequency",
            2,
            "target-network-frequency",
            50,
            "max-grad-norm",
            0.01,
            "network",
            NETWORK,
            "evaluation-episodes",
            2,
            "learning-rate",
            1e-3);
    return workload(
        "cartpole-dqn", new EnvironmentTask(CartPole.standard()), Settings.of(Dqn.class, settings));
  }

  static Workload pretraining() {
    return workload("markov", TEXT, PRETRAINING);
  }

  static Workload fineTuning() {
    Map<String, Object> settings =
        Map.of("start", START, "steps", 20L, "max-grad-norm", 0.05, "validation-windows", 4);
    return workload("markov-fine", TEXT, Settings.of(FineTuning.class, settings));
  }

  static Workload rewardTuning() {
    Map<String, Object> settings =
        Map.of(
            "start",
            START,
            "steps",
            20L,
            "reward",
            new Reward.TokenShare(null, List.of(0, 3)),
            "batch-size",
            8,
            "prompt-length",
            2,
            "continuation",
            6,
            "max-grad-norm",
            0.01,
            "validation-prompts",
            16);
    return workload("markov-reward", TEXT, Settings.of(RewardTuning.class, settings));
  }

  private static Workload workload(String name, Task task, Learner learner) {
    return new Workload(name, Engine.VECTOR, task, learner, 10);
  }

  static Workload classification() {
    return new Workload(
        "blobs",
        Engine.VECTOR,
        new Blobs(3, 4, 3.0, 240, 120, null),
        new Classification(120, 32, Adam.of(0.003, 1e-8), null, null, 0.2, null, null, NETWORK),
        10);
  }

  static Workload regression() {
    return workload(
        "rents",
        new Csv(
            "../conf/data/rents.csv", null, "rent", null, null, null, null, null, null, null, null),
        new Regression(120, 32, Adam.of(0.01, 1e-8), null, null, 0.2, NETWORK));
  }

  static Workload cartPole() {
    return ppo("cartpole", CartPole.standard());
  }

  private static Workload ppo(String name, Environment environment) {
    Ppo ppo =
        new Ppo(
            640L, 2, 16, 1e-3, null, null, null, null, null, null, null, null, null, null, null,
            null, NETWORK, null, null, null, null, null, null, 2);
    return new Workload(name, Engine.VECTOR, new EnvironmentTask(environment), ppo, 10);
  }
}
