package org.shaketable.training.regression;

import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.probe.GradientParts;

/** The latest batch of a regression, to be looked at again. */
record LatestTargets(Regressor regressor, TargetBatch batch, Descent descent)
    implements DescentProbes.LatestBatch {
  private static final int SHARPNESS_ROWS = 8;
  private static final int ROWS_PER_PART = 8;

  @Override
  public int rows() {
    return batch.rows();
  }

  @Override
  public int rowsPerPart() {
    return ROWS_PER_PART;
  }

  @Override
  public GradientParts.Source gradients(int parts, int rowsPerPart) {
    return regressor.gradients(descent.parameters(), batch, parts, rowsPerPart);
  }

  @Override
  public double loss(float[] parameters) {
    return regressor.loss(parameters, batch, Math.min(batch.rows(), SHARPNESS_ROWS));
  }
}
