package org.shaketable.training.optimizer;

import java.util.List;
import org.shaketable.training.arithmetic.Updates;

/** First and second moments of one training's gradients. */
final class AdamState implements OptimizerState {
  private final Adam settings;
  private final float[] first;
  private final float[] second;
  private final Coefficients.Sequence coefficients;

  AdamState(Adam settings, int size) {
    this(settings, new float[size], new float[size], new Coefficients.Sequence(settings));
  }

  private AdamState(
      Adam settings, float[] first, float[] second, Coefficients.Sequence coefficients) {
    this.settings = settings;
    this.first = first;
    this.second = second;
    this.coefficients = coefficients;
  }

  @Override
  public void update(float[] parameters, float[] gradient, double learningRate, double momentum) {
    Coefficients now = coefficients.next(learningRate, momentum);
    Updates.adam(
        parameters,
        gradient,
        first,
        second,
        now.momentum(),
        now.rest(),
        settings.beta2().floatValue(),
        (float) (1 - settings.beta2()),
        now.rate(),
        now.rootScale(),
        settings.epsilon().floatValue());
  }

  @Override
  public double momentum() {
    return settings.beta1();
  }

  @Override
  public AdamState copy() {
    return new AdamState(settings, first.clone(), second.clone(), coefficients.copy());
  }

  @Override
  public List<float[]> memory() {
    return List.of(first, second);
  }
}
