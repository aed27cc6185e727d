package org.shaketable.training.optimizer;

import java.util.List;
import org.shaketable.training.arithmetic.Updates;

/** Adam's moments, and the decay in front of its steps. */
final class AdamWState implements OptimizerState {
  private final double weightDecay;
  private final int size;
  private final OptimizerState adam;

  AdamWState(double weightDecay, Adam settings, int size) {
    this(weightDecay, size, settings.begin(size));
  }

  private AdamWState(double weightDecay, int size, OptimizerState adam) {
    this.weightDecay = weightDecay;
    this.size = size;
    this.adam = adam;
  }

  @Override
  public void update(float[] parameters, float[] gradient, double learningRate, double momentum) {
    Updates.scale(parameters, size, AdamW.decay(learningRate, weightDecay));
    adam.update(parameters, gradient, learningRate, momentum);
  }

  @Override
  public double momentum() {
    return adam.momentum();
  }

  @Override
  public AdamWState copy() {
    return new AdamWState(weightDecay, size, adam.copy());
  }

  @Override
  public List<float[]> memory() {
    return adam.memory();
  }
}
