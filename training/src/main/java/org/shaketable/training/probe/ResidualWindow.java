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
    begin();
    residuals.add(residual);
  }

  /** The next residual is about to come; whether the window begins anew with it. */
  public boolean begin() {
    boolean anew = full;
    if (anew) {
      residuals.clear();
      full = false;
    }
    return anew;
  }

  /** The residuals of the window so far, which were counted elsewhere. */
  public void arrive(double count, double mean, double m2, double m3, double m4) {
    residuals.set((long) count, mean, m2, m3, m4);
  }

  /** The residuals to tell of at an evaluation; if they are enough, the next one begins anew. */
  public Residuals evaluated() {
    full = residuals.count() >= ENOUGH;
    return residuals;
  }
}
