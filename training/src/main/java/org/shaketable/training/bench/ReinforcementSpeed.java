package org.shaketable.training.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.shaketable.training.dqn.Dqn;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Workload;

/**
 * Speed of reinforcement learning on CartPole-v1 on one core: environment steps without and with a
 * policy, PPO and DQN with their training at CleanRL's settings, each beside the same in PyTorch
 * where there is one. All are timed in turn, round by round, after a round that does not count.
 */
public final class ReinforcementSpeed {
  /** How many times as many steps environments take as trainings, in a round. */
  private static final int ENVIRONMENT = 20;

  /** PyTorch takes this share of the steps: its speed does not depend on their number. */
  private static final int TORCH_SHARE = 10;

  private ReinforcementSpeed() {}

  private record Course(String what, int steps, Contender contender) {}

  /**
   * Steps per second of everything.
   *
   * @param steps how many steps a round's PPO and DQN trainings have
   */
  public static List<StepsPerSecond> measure(int steps, int rounds) {
    List<Course> courses = courses(steps);
    try {
      double[][] speeds = new double[courses.size()][rounds];
      for (int round = -1; round < rounds; round++) {
        for (int i = 0; i < speeds.length; i++) {
          Course course = courses.get(i);
          double seconds = course.contender().train(course.steps()) / 1e6;
          if (round >= 0) {
            speeds[i][round] = course.steps() / seconds;
          }
        }
      }
      List<StepsPerSecond> result = new ArrayList<>();
      for (int i = 0; i < speeds.length; i++) {
        Course course = courses.get(i);
        result.add(
            new StepsPerSecond(course.what(), course.contender().name(), Quartiles.of(speeds[i])));
      }
      return result;
    } finally {
      courses.forEach(course -> course.contender().close());
    }
  }

  private static List<Course> courses(int steps) {
    Map<String, Object> settings = new HashMap<>(Map.of("total-timesteps", (long) steps));
    Workload ppo = cartPole(Settings.of(Ppo.class, settings));
    // Else short trainings would hold no update at all.
    settings.put("learning-starts", steps / 10);
    Workload dqn = cartPole(Settings.of(Dqn.class, settings));
    List<Course> courses = new ArrayList<>();
    add(courses, "environment", ENVIRONMENT * steps, Rollouts::environment);
    add(courses, "policy", ENVIRONMENT * steps, Rollouts::policy);
    add(courses, "ppo", steps, any -> WholeTraining.run(ppo));
    add(courses, "dqn", steps, any -> WholeTraining.run(dqn));
    return courses;
  }

  private static void add(List<Course> courses, String what, int steps, IntConsumer work) {
    courses.add(new Course(what, steps, new Timed(work)));
    PythonContender.torch("reinforcement.py", List.of(what))
        .ifPresent(torch -> courses.add(new Course(what, steps / TORCH_SHARE, torch)));
  }

  private static Workload cartPole(Learner learner) {
    return new Workload("bench", Engine.VECTOR, EnvironmentTask.named("CartPole-v1"), learner, 10);
  }

  /** This project's own work. */
  private record Timed(IntConsumer work) implements Contender {
    @Override
    public String name() {
      return "vector";
    }

    @Override
    public double train(int steps) {
      return ProcessorTime.micros(1, () -> work.accept(steps));
    }
  }
}
