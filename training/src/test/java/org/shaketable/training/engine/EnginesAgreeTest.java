package org.shaketable.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.training.network.Activation;
import org.shaketable.training.workload.Engine;

class EnginesAgreeTest {
  @ParameterizedTest
  @EnumSource
  void afterAHundredStepsParametersAgree(Activation activation) {
    float[] vector = TinyTraining.train(Engine.VECTOR, activation, 100, 0f);
    float[] dl4j = TinyTraining.train(Engine.DL4J, activation, 100, 0f);
    double largest = 0;
    for (int i = 0; i < vector.length; i++) {
      largest = Math.max(largest, Math.abs(vector[i] - dl4j[i]));
    }
    assertThat(largest).isCloseTo(0, within(1e-5));
  }
}
