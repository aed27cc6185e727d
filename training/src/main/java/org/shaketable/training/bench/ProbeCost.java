package org.shaketable.training.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.data.Spirals;
import org.shaketable.training.dqn.Dqn;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.language.Pretraining;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.text.Markov;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * What the meta-state features cost: the share of a run's processor time that they take.
 *
 * <p>Three runs are timed in each round: with nothing but the performance at each evaluation, with
 * all features, and with kicks besides; a share is {@code 1 - without / with}, of which median and
 * quartiles over the rounds are told. The three go side by side from evaluation to evaluation, each
 * of them first in turn: the machine's pace changes from second to second, and so it changes for
 * all of them.
 *
 * @param share the share of a run without kicks that its features take, between 0 and 1; below 0
 *     where noise is larger than the cost
 * @param kicks the share of a run with kicks that these take
 */
public record ProbeCost(Workload workload, Quartiles share, Quartiles kicks) {
  private static final int EVALUATIONS = 100;
  private static final int WARM_UP = 2;

  /**
   * The cost for each learner at 100 evaluations of a run, the examples' number.
   *
   * @param scale what the lengths of all runs are divided by; 1 for the published table
   */
  public static List<ProbeCost> measure(int rounds, int scale) {
    List<ProbeCost> result = new ArrayList<>();
    for (Workload workload : workloads(scale)) {
      double[] shares = new double[rounds];
      double[] kicks = new double[rounds];
      for (int round = -WARM_UP; round < rounds; round++) {
        double[] micros = sideBySide(workload);
        if (round >= 0) {
          shares[round] = 1 - micros[0] / micros[1];
          kicks[round] = 1 - micros[1] / micros[2];
        }
      }
      result.add(new ProbeCost(workload, Quartiles.of(shares), Quartiles.of(kicks)));
    }
    return result;
  }

  private enum Looking {
    PERFORMANCE,
    EVERYTHING
  }

  /** Microseconds of a run without features, of one with them, and of one with kicks besides. */
  private static double[] sideBySide(Workload workload) {
    Workload kicked = workload.with(new Kicks(null, null));
    List<WholeTraining> runs =
        List.of(
            new WholeTraining(workload), new WholeTraining(workload), new WholeTraining(kicked));
    double[] micros = new double[runs.size()];
    for (int index = 1; index <= EVALUATIONS; index++) {
      for (int turn = 0; turn < micros.length; turn++) {
        int run = (index + turn) % micros.length;
        Looking looking = run == 0 ? Looking.PERFORMANCE : Looking.EVERYTHING;
        micros[run] += micros(runs.get(run), index, looking);
      }
    }
    return micros;
  }

  private static double micros(WholeTraining run, int evaluation, Looking looking) {
    return ProcessorTime.micros(
        1, () -> run.advance(evaluation, (trainee, index) -> look(trainee, index, looking)));
  }

  private static void look(Trainee trainee, int index, Looking looking) {
    switch (looking) {
      case PERFORMANCE -> trainee.performance(index);
      case EVERYTHING -> trainee.measure(index);
    }
  }

  private static List<Workload> workloads(int scale) {
    long steps = 51_200 / scale;
    Task cartPole = EnvironmentTask.named("CartPole-v1");
    Learner ppo = Settings.of(Ppo.class, Map.of("total-timesteps", steps));
    Learner dqn =
        Settings.of(
            Dqn.class, Map.of("total-timesteps", steps, "learning-starts", (int) steps / 10));
    Learner classification = Classification.of(1500 / scale, Adam.of(0.003, 1e-8));
    return List.of(
        workload("ppo on CartPole-v1", cartPole, ppo),
        workload("dqn on CartPole-v1", cartPole, dqn),
        workload(
            "classification of spirals",
            new Spirals(null, null, null, null, null, null),
            classification),
        workload(
            "pretraining of 2 x 32 on a Markov chain",
            new Markov(8, 2, 1.5, null, null, null),
            pretraining(1000 / scale)));
  }

  private static Learner pretraining(long steps) {
    return Settings.of(
        Pretraining.class, Map.of("steps", steps, "network", TransformerSpec.of(2, 32, 2, 32)));
  }

  private static Workload workload(String name, Task task, Learner learner) {
    return new Workload(name, Engine.VECTOR, task, learner, EVALUATIONS);
  }
}
