package org.shaketable.training.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
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

  @Test
  void goalsNameEveryTask() {
    assertThat(LearningGoals.all())
        .extracting(goal -> goal.workload().name())
        .doesNotHaveDuplicates()
        .contains("ppo-CartPole-v1");
  }

  @Test
  void settingsThatAreNoneAreNamed() {
    assertThatThrownBy(() -> Settings.of(Ppo.class, Map.of("num-env", 8)))
        .hasMessage("Invalid settings: expected components of Ppo, found [num-env]");
    assertThatThrownBy(() -> Settings.of(Ppo.class, Map.of("gamma", 2.0)))
        .hasMessage("Invalid gamma: expected a number in [0, 1], found 2");
  }
}
