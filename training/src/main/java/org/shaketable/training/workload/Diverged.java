package org.shaketable.training.workload;

/**
 * The end of a training whose loss, gradient or parameters are no longer finite: an outcome, not a
 * fault.
 */
public final class Diverged extends Exception {
  private static final long serialVersionUID = 1L;

  private final long step;

  /** A divergence at a step, e.g. {@code "NaN in the gradient"}. */
  public Diverged(long step, String reason) {
    super(reason, null, false, false);
    this.step = step;
  }

  /** Fails unless {@code value}, e.g. the loss or the norm of the gradient, is finite. */
  public static void check(double value, String what, long step) throws Diverged {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new Diverged(step, (Double.isNaN(value) ? "NaN" : "infinity") + " in the " + what);
    }
  }

  /** The step of the workload at which it was seen. */
  public long step() {
    return step;
  }
}
