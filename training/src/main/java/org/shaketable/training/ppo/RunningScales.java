package org.shaketable.training.ppo;

/**
 * Scaling of observations and rewards by running moments, clipped at +-10 (stable-baselines3's
 * {@code VecNormalize}); each can be off. Only the training's own steps move the moments.
 */
final class RunningScales {
  private static final double LIMIT = 10;

  private final int columns;
  private final double gamma;
  private final RunningMoments observations;
  private final RunningMoments returns;
  private final float[] running;

  RunningScales(Ppo settings, int columns) {
    this.columns = columns;
    this.gamma = settings.gamma();
    this.observations = settings.normObs() ? new RunningMoments(columns) : null;
    this.returns = settings.normReward() ? new RunningMoments(1) : null;
    this.running = new float[settings.numEnvs()];
  }

  /** Takes in training observations and scales them in place. */
  void learnAndScale(float[] rows, int offset, int count) {
    if (observations != null) {
      observations.add(rows, offset, count);
      scale(rows, offset, count);
    }
  }

  /** Scales observations in place. */
  void scale(float[] rows, int offset, int count) {
    if (observations == null) {
      return;
    }
    for (int j = 0; j < columns; j++) {
      double mean = observations.mean(j);
      double factor = 1 / observations.deviation(j);
      for (int i = 0; i < count; i++) {
        int at = offset + i * columns + j;
        rows[at] = (float) clip((rows[at] - mean) * factor);
      }
    }
  }

  /** Takes in the rewards of one step of all environments and scales them in place. */
  void rewards(float[] rewards, boolean[] ended) {
    if (returns == null) {
      return;
    }
    for (int i = 0; i < running.length; i++) {
      running[i] = (float) (running[i] * gamma) + rewards[i];
    }
    returns.add(running, 0, running.length);
    double factor = 1 / returns.deviation(0);
    for (int i = 0; i < running.length; i++) {
      rewards[i] = (float) clip(rewards[i] * factor);
      running[i] = ended[i] ? 0 : running[i];
    }
  }

  /** The scale of observations that was learnt elsewhere. */
  void arrive(PlayedRollout played) {
    if (observations != null) {
      observations.arrive(
          played.observed(), played.observationMeans(), played.observationVariances());
    }
  }

  private static double clip(double value) {
    return value < -LIMIT ? -LIMIT : value > LIMIT ? LIMIT : value;
  }
}
