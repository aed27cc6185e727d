package org.shaketable.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamWTest {

  @Test
  void decays_weights_apart_from_the_gradient() {
    double rate = 0.1;
    double decay = 0.5;
    float[] weights = {1f, -2f, 3f};
    float[] gradient = {0.5f, 0f, -0.25f};
    OptimizerState state = AdamW.of(rate, decay).begin(3);
    double[] expected = {1, -2, 3};
    double[] m = new double[3];
    double[] v = new double[3];
    for (int t = 1; t <= 5; t++) {
      state.update(weights, gradient, rate);
      for (int i = 0; i < 3; i++) {
        m[i] = 0.9 * m[i] + 0.1 * gradient[i];
        v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
        double first = m[i] / (1 - Math.pow(0.9, t));
        double second = v[i] / (1 - Math.pow(0.999, t));
        expected[i] = expected[i] * (1 - rate * decay) - rate * first / (Math.sqrt(second) + 1e-8);
        assertThat((double) weights[i]).isCloseTo(expected[i], within(1e-5));
      }
    }
  }

  @Test
  void is_adam_without_decay() {
    float[] decayed = {1f, -2f, 3f};
    float[] plain = decayed.clone();
    AdamW.of(0.01, 0).begin(3).update(decayed, new float[] {1f, 2f, 3f}, 0.01);
    Adam.of(0.01, 1e-8).begin(3).update(plain, new float[] {1f, 2f, 3f}, 0.01);
    assertThat(decayed).isEqualTo(plain);
  }
}
