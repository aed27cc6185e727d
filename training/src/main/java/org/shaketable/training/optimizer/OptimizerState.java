package org.shaketable.training.optimizer;

/** Memory of one training's optimizer. */
public interface OptimizerState {

  /**
   * One update of {@code parameters[0 .. size)} by {@code gradient[0 .. size)}; what lies behind is
   * neither read nor written.
   *
   * @param learningRate of this step
   */
  void update(float[] parameters, float[] gradient, double learningRate);
}
