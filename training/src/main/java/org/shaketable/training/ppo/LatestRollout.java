package org.shaketable.training.ppo;

import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.probe.GradientParts;

/** Samples of the latest roll-out, to be looked at again. */
record LatestRollout(Ppo settings, ActorCritic network, RolloutLoss loss)
    implements DescentProbes.LatestBatch {
  /** Advantages are normalised within a part: each needs two samples. */
  private static final int SMALLEST = 8;

  @Override
  public int rows() {
    return settings.batchSize() < SMALLEST ? 0 : settings.batchSize();
  }

  @Override
  public int rowsPerPart() {
    return loss.largestPart();
  }

  @Override
  public GradientParts.Source gradients(int parts, int rowsPerPart) {
    return loss.gradients(parts, rowsPerPart, settings.clipCoef());
  }

  @Override
  public double loss(float[] parameters) {
    loss.gather(0, Math.min(rowsPerPart(), rows()));
    return network.with(parameters, () -> loss.of(settings.clipCoef()));
  }
}
