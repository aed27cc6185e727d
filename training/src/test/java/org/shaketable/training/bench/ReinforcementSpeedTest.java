package org.shaketable.training.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReinforcementSpeedTest {

  @Test
  void everyRowIsTimedBesidePyTorchWhereThereIsOne() {
    var speeds = ReinforcementSpeed.measure(5_120, 1);
    assertThat(speeds)
        .filteredOn(speed -> speed.contender().equals("vector"))
        .extracting(StepsPerSecond::what)
        .containsExactly("environment", "policy", "ppo", "dqn");
    assertThat(speeds).hasSizeBetween(4, 8);
    assertThat(speeds).allSatisfy(speed -> assertThat(speed.speed().median()).isPositive());
  }

  @Test
  void probesOfEveryLearnerTakeAShareOfARun() {
    assertThat(ProbeCost.measure(1, 10))
        .hasSize(4)
        .allSatisfy(cost -> assertThat(cost.share().median()).isLessThan(1))
        .allSatisfy(cost -> assertThat(cost.kicks().median()).isLessThan(1));
  }

  @Test
  void aSpreadIsMedianAndQuartiles() {
    assertThat(Quartiles.of(new double[] {5, 1, 4, 2, 3})).isEqualTo(new Quartiles(3, 2, 4, 5));
  }
}
