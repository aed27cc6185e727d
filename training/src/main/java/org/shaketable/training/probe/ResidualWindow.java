package org.shaketable.training.probe;

/**
 * The residuals (losses of updates, TD errors) whose spread and tails an evaluation tells: those
 * since the evaluation before, or since an earlier one while these are fewer than {@value #ENOUGH}.
 * So an evaluation that follows few updates, or none, has something to tell.
 */
public final class ResidualWindow {
  private static final int ENOUGH = 16;

  private final Residuals residuals = new Residuals();
  private boolean full;

  /** One more residual. */
  public void add(double residual) {
    if (full) {
      residuals.clear();
      full = false;
    }
    residuals.add(residual);
  }

  /** The residuals to tell of at an evaluation; if they are enough, the next one begins anew. */
  public Residuals evaluated() {
    full = residuals.count() >= ENOUGH;
    return residuals;
  }
}
