package org.shaketable.training.descent;

/** How the learning rate changes over a run, as a factor on the optimizer's. */
public enum Annealing {
  /** Always 1. */
  CONSTANT {
    @Override
    public double factor(double progress) {
      return 1;
    }
  },
  /** From 1 straight down to 0 at the end. */
  LINEAR {
    @Override
    public double factor(double progress) {
      return 1 - progress;
    }
  },
  /** Half a cosine from 1 down to 0 (Loshchilov and Hutter, arXiv 1608.03983, without restarts). */
  COSINE {
    @Override
    public double factor(double progress) {
      return 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
    }
  };

  /**
   * The factor on the learning rate of the update that follows {@code step} of {@code steps}
   * updates: straight up from 0 in the warm-up, then this.
   *
   * @param warmUp share of the steps
   */
  public double factor(long step, long steps, double warmUp) {
    long warm = Math.round(warmUp * steps);
    return step < warm
        ? (step + 1.0) / warm
        : factor((double) (step - warm) / Math.max(1, steps - warm));
  }

  /** The factor at {@code progress} in [0, 1), the share of the steps behind the warm-up done. */
  public abstract double factor(double progress);
}
