package org.shaketable.training.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.training.dqn.Dqn;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.workload.Settings;

class LearningBenchTest {

  @Test
  void resultsAreMeanInterquartileMeanAndShare() {
    LearningGoal goal = LearningGoal.of("CartPole-v1", Ppo.standard(), 30, 100_000);
    LearningResult result = LearningResult.of(goal, new double[] {10, 20, 30, 40, 50, 60, 70, 180});
    assertThat(result.seeds()).isEqualTo(8);
    assertThat(result.steps()).isEqualTo(500_000);
    assertThat(result.mean()).isCloseTo(57.5, within(1e-12));
    assertThat(result.interquartileMean()).isCloseTo(45, within(1e-12));
    assertThat(result.solvedShare()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void aTrainingThatDivergedIsTheWorst() {
    LearningGoal goal = LearningGoal.of("CartPole-v1", Ppo.standard(), 30, 100_000);
    LearningResult result = LearningResult.of(goal, new double[] {Double.NaN, 40, 40, 40});
    assertThat(result.solvedShare()).isCloseTo(0.75, within(1e-12));
    assertThat(result.interquartileMean()).isCloseTo(40, within(1e-12));
  }

  @Test
  void trainingAGoalIsAPureFunction() {
    Ppo ppo = Settings.of(Ppo.class, Map.of("total-timesteps", 2_048L, "num-envs", 8));
    LearningGoal goal = LearningGoal.of("CartPole-v1", ppo, 15, 100_000);
    LearningResult once = LearningBench.measure(goal, 5, 2);
    assertThat(once.mean()).isPositive();
    assertThat(LearningBench.measure(goal, 5, 2)).isEqualTo(once);
  }

  /** Random play stays up for about 22 steps. */
  @Test
  void dqnLearnsToHoldThePoleForFiveTimesAsLongWithin6000Steps() {
    Map<String, ?> settings =
        Map.of(
            "total-timesteps",
            6_000L,
            "learning-rate",
            1e-3,
            "batch-size",
            64,
            "learning-starts",
            1000,
            "train-frequency",
            4,
            "gradient-steps",
            2,
            "target-network-frequency",
            4,
            "tau",
            0.01,
            "huber-delta",
            1.0,
            "network",
            new NetworkSpec(List.of(64, 64), Activation.RELU));
    LearningGoal goal =
        LearningGoal.of("CartPole-v1", Settings.of(Dqn.class, settings), 110, 50_000);
    LearningResult result = LearningBench.measure(goal, 0, 4);
    System.out.println("DQN on CartPole-v1 after 6,000 steps: " + result.mean());
    assertThat(result.mean()).isGreaterThanOrEqualTo(110);
  }

  @Test
  void goalsNameEveryTask() {
    assertThat(LearningGoals.all())
        .extracting(goal -> goal.workload().name())
        .doesNotHaveDuplicates()
        .contains("ppo-CartPole-v1", "dqn-CartPole-v1");
    assertThat(LearningGoals.all())
        .allSatisfy(
            goal ->
                assertThat(goal.workload().learner().steps())
                    .isLessThanOrEqualTo(2 * goal.publishedSteps()));
  }

  @Test
  void settingsThatAreNoneAreNamed() {
    assertThatThrownBy(() -> Settings.of(Ppo.class, Map.of("num-env", 8)))
        .hasMessage("Invalid settings: expected components of Ppo, found [num-env]");
    assertThatThrownBy(() -> Settings.of(Ppo.class, Map.of("gamma", 2.0)))
        .hasMessage("Invalid gamma: expected a number in [0, 1], found 2");
  }
}
