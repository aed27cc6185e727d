package org.shaketable.training.optimizer;

import java.util.List;

/** Memory of one training's optimizer. */
public interface OptimizerState {

  /**
   * One update of {@code parameters[0 .. size)} by {@code gradient[0 .. size)}; what lies behind is
   * neither read nor written.
   *
   * @param learningRate the learning rate of this step
   * @param momentum the momentum of this step, see {@link #momentum()}
   */
  void update(float[] parameters, float[] gradient, double learningRate, double momentum);

  /** One update with the optimizer's own momentum. */
  default void update(float[] parameters, float[] gradient, double learningRate) {
    update(parameters, gradient, learningRate, momentum());
  }

  /** The optimizer's own momentum: Adam's {@code beta1}; 0 for none. */
  double momentum();

  /**
   * A memory that is the same now and goes on by itself.
   *
   * @throws UnsupportedOperationException if it is part of a model that cannot be copied
   */
  OptimizerState copy();

  /** The arrays of the memory, each laid out as the parameters: moments, a velocity. */
  List<float[]> memory();
}
