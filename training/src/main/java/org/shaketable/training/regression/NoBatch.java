package org.shaketable.training.regression;

import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.probe.GradientParts;

/** Where a batch is not looked at again: DL4J would draw its dropout anew. */
enum NoBatch implements DescentProbes.LatestBatch {
  INSTANCE;

  @Override
  public int rows() {
    return 0;
  }

  @Override
  public int rowsPerPart() {
    return 0;
  }

  @Override
  public GradientParts.Source gradients(int parts, int rowsPerPart) {
    return (part, gradient) -> {};
  }

  @Override
  public double loss(float[] parameters) {
    return Double.NaN;
  }
}
