package org.shaketable.training.probe;

/**
 * Speed of the parameters between two evaluations, relative to their size: {@code |w(t) - w(s)| /
 * ((t - s) |w(t)|)} per step, Euclidean norms over all parameters (after arXiv 2603.21491).
 *
 * <p>Keeps the parameters of the evaluation before.
 */
public final class ParameterVelocity {
  private final float[] before;
  private long stepBefore = -1;
  private double velocity = Double.NaN;

  /** Velocity of the first {@code size} parameters. */
  public ParameterVelocity(int size) {
    this.before = new float[size];
  }

  /** The velocity since the last call with an earlier step; NaN before there was one. */
  public double measure(float[] parameters, long step) {
    if (stepBefore >= 0 && step > stepBefore) {
      double moved = Norm.ofDifference(parameters, before, before.length);
      velocity = moved / ((step - stepBefore) * Norm.of(parameters, before.length));
    }
    System.arraycopy(parameters, 0, before, 0, before.length);
    stepBefore = step;
    return velocity;
  }
}
