package org.shaketable.training.optimizer;

import java.util.List;
import org.shaketable.training.arithmetic.Updates;

/** Velocity of one training. From 0, {@code momentum * 0 + g} is the first step's {@code g}. */
final class SgdState implements OptimizerState {
  private final Sgd settings;
  private final float[] velocity;

  SgdState(Sgd settings, int size) {
    this(settings, new float[size]);
  }

  private SgdState(Sgd settings, float[] velocity) {
    this.settings = settings;
    this.velocity = velocity;
  }

  @Override
  public void update(float[] parameters, float[] gradient, double learningRate, double momentum) {
    float rate = (float) learningRate;
    if (settings.nesterov()) {
      Updates.nesterov(parameters, gradient, velocity, (float) momentum, rate);
    } else {
      Updates.momentum(parameters, gradient, velocity, (float) momentum, rate);
    }
  }

  @Override
  public double momentum() {
    return settings.momentum();
  }

  @Override
  public SgdState copy() {
    return new SgdState(settings, velocity.clone());
  }

  @Override
  public List<float[]> memory() {
    return List.of(velocity);
  }
}
