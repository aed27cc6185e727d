package org.shaketable.training.data;

import org.shaketable.refusal.Refusal;

/**
 * Samples with a number each: that of row {@code i} of {@code inputs} (row-major, {@code columns}
 * wide) is {@code targets[i]}. The arrays are shared: nobody may write to them.
 */
public record MeasuredSamples(float[] inputs, float[] targets, int columns) {
  public MeasuredSamples {
    if (inputs.length != targets.length * columns) {
      throw new Refusal(
          "samples",
          "expected %d x %d inputs, found %d".formatted(targets.length, columns, inputs.length));
    }
  }

  /** Number of samples. */
  public int rows() {
    return targets.length;
  }
}
