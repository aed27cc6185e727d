package org.shaketable.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Streams;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** Mean return of the last 10 of 100 evaluations, 10 greedy episodes each, after 102,400 steps. */
class CartPoleLearningTest {
  private static final int EVALUATIONS = 100;

  @Test
  void solvesCartPoleInAtLeast18OfThe20FirstSeeds() {
    assertThat(solved(20)).isGreaterThanOrEqualTo(18);
  }

  /** Run with {@code -Dexcluded.tests=kernels}. */
  @Test
  @Tag("long")
  void solvesCartPoleInAtLeast45Of50Seeds() {
    assertThat(solved(50)).isGreaterThanOrEqualTo(45);
  }

  private static long solved(int seeds) {
    long solved =
        IntStream.range(0, seeds)
            .parallel()
            .mapToDouble(CartPoleLearningTest::lastReturns)
            .filter(mean -> mean >= 475)
            .count();
    System.out.printf("PPO solves CartPole-v1 in %d of %d seeds%n", solved, seeds);
    return solved;
  }

  private static double lastReturns(int seed) {
    Ppo ppo = PpoTestSettings.cartPole(102_400);
    Workload workload =
        new Workload(
            "cartpole", Engine.VECTOR, EnvironmentTask.named("CartPole-v1"), ppo, EVALUATIONS);
    Trainee trainee = ppo.begin(workload, Stochasticity.NONE, Streams.of(seed), Hooks.NONE);
    double sum = 0;
    try {
      for (int i = EVALUATIONS - 9; i <= EVALUATIONS; i++) {
        trainee.advance(workload.horizon().stepOf(i));
        sum += trainee.measure(i).performance();
      }
    } catch (Diverged end) {
      return Double.NaN;
    }
    return sum / 10;
  }
}
