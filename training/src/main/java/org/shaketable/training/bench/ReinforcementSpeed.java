package org.shaketable.training.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.RandomStream;
import org.shaketable.training.dqn.Dqn;
import org.shaketable.training.engine.Engines;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.environment.Environments;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Speed of reinforcement learning on CartPole-v1 on one core: environment steps without and with a
 * policy, PPO and DQN with their training at CleanRL's settings, and the share that measuring
 * takes. All are timed in turn, round by round, after a round that does not count.
 */
public final class ReinforcementSpeed {
  private static final int PARALLEL = 8;
  private static final int EVALUATIONS = 100;

  private ReinforcementSpeed() {}

  /**
   * Steps per second of everything.
   *
   * @param steps of a round's PPO and DQN trainings; environments alone take 20 times as many
   */
  public static List<StepsPerSecond> measure(int steps, int rounds) {
    List<String> names =
        List.of("environment", "environment with policy", "ppo", "ppo with probes", "dqn");
    double[][] speeds = new double[names.size()][rounds];
    for (int round = -1; round < rounds; round++) {
      double[] now = round(steps);
      for (int i = 0; i < now.length && round >= 0; i++) {
        speeds[i][round] = now[i];
      }
    }
    List<StepsPerSecond> result = new ArrayList<>();
    for (int i = 0; i < speeds.length; i++) {
      result.add(StepsPerSecond.of(names.get(i), speeds[i]));
    }
    return result;
  }

  private static double[] round(int steps) {
    Learner ppo = Settings.of(Ppo.class, with(steps));
    Map<String, Object> soon = new HashMap<>(with(steps));
    // Else short trainings would hold no update at all.
    soon.put("learning-starts", steps / 10);
    Learner dqn = Settings.of(Dqn.class, soon);
    return new double[] {
      speed(20 * steps, () -> environments(20 * steps)),
      speed(20 * steps, () -> policy(20 * steps)),
      speed(steps, () -> train(ppo, 0)),
      speed(steps, () -> train(ppo, EVALUATIONS)),
      speed(steps, () -> train(dqn, 0))
    };
  }

  /** One evaluation episode, so that what measuring takes is the probes' and not the episodes'. */
  private static Map<String, ?> with(int steps) {
    return Map.of("total-timesteps", (long) steps, "evaluation-episodes", 1);
  }

  private static double speed(int steps, Runnable work) {
    return steps / (ProcessorTime.micros(1, work) / 1e6);
  }

  private static void environments(int steps) {
    Environments environments = new Environments(CartPole.standard(), PARALLEL, 1, "bench/reset");
    float[] observations = new float[PARALLEL * 4];
    double[] actions = new double[PARALLEL];
    for (int t = 0; t < steps / PARALLEL; t++) {
      for (int i = 0; i < PARALLEL; i++) {
        actions[i] = (t + i) & 1;
      }
      environments.step(actions, 0);
      environments.observe(observations, 0, 4);
    }
  }

  private static void policy(int steps) {
    NetworkSpec spec = new NetworkSpec(List.of(64, 64), Activation.TANH);
    Network network = Engines.network(Engine.VECTOR, spec, 4, 2, PARALLEL);
    float[] parameters = new float[network.layout().size()];
    network.initialise(parameters, 0, 1, 1, RandomStream.of(1, "bench/initialise", 0));
    Environments environments = new Environments(CartPole.standard(), PARALLEL, 1, "bench/reset");
    float[] observations = new float[PARALLEL * 4];
    double[] actions = new double[PARALLEL];
    environments.observe(observations, 0, 4);
    for (int t = 0; t < steps / PARALLEL; t++) {
      float[] logits = network.forward(parameters, 0, observations, 0, 4, PARALLEL);
      for (int i = 0; i < PARALLEL; i++) {
        int at = i * network.outputStride();
        actions[i] = logits[at + 1] > logits[at] ? 1 : 0;
      }
      environments.step(actions, 0);
      environments.observe(observations, 0, 4);
    }
  }

  /** A whole training; with {@code evaluations} above 0, measured as often. */
  private static void train(Learner learner, int evaluations) {
    Workload workload =
        new Workload(
            "bench", Engine.VECTOR, EnvironmentTask.named("CartPole-v1"), learner, EVALUATIONS);
    Trainee trainee = learner.begin(workload, Stochasticity.NONE, 1, Hooks.NONE);
    try {
      for (int i = 1; i <= evaluations; i++) {
        trainee.advance(workload.horizon().stepOf(i));
        trainee.measure(i);
      }
      trainee.advance(learner.steps());
    } catch (Diverged end) {
      throw new IllegalStateException(end);
    }
  }
}
