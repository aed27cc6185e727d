package org.shaketable.training.optimizer;

import org.shaketable.training.vector.Updates;

/** Velocity of one training. From 0, {@code momentum * 0 + g} is the first step's {@code g}. */
final class SgdState implements OptimizerState {
  private final Sgd settings;
  private final float[] velocity;

  SgdState(Sgd settings, int size) {
    this.settings = settings;
    this.velocity = new float[size];
  }

  @Override
  public void update(float[] parameters, float[] gradient, double learningRate) {
    float momentum = settings.momentum().floatValue();
    float rate = (float) learningRate;
    if (settings.nesterov()) {
      Updates.nesterov(parameters, gradient, velocity, momentum, rate);
    } else {
      Updates.momentum(parameters, gradient, velocity, momentum, rate);
    }
  }
}
