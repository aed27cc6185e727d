package org.shaketable.training.optimizer;

import java.util.List;
import org.shaketable.training.arithmetic.Updates;

/** First and second moments of one training's gradients. */
final class AdamState implements OptimizerState {
  private final Adam settings;
  private final float[] first;
  private final float[] second;
  private double beta1Power = 1;
  private double beta2Power = 1;

  AdamState(Adam settings, int size) {
    this.settings = settings;
    this.first = new float[size];
    this.second = new float[size];
  }

  @Override
  public void update(float[] parameters, float[] gradient, double learningRate, double momentum) {
    beta1Power *= momentum;
    beta2Power *= settings.beta2();
    Updates.adam(
        parameters,
        gradient,
        first,
        second,
        (float) momentum,
        (float) (1 - momentum),
        settings.beta2().floatValue(),
        (float) (1 - settings.beta2()),
        (float) (learningRate / (1 - beta1Power)),
        (float) (1 / Math.sqrt(1 - beta2Power)),
        settings.epsilon().floatValue());
  }

  @Override
  public double momentum() {
    return settings.beta1();
  }

  @Override
  public List<float[]> memory() {
    return List.of(first, second);
  }
}
