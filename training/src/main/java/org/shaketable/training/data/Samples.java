package org.shaketable.training.data;

import org.shaketable.refusal.Refusal;

/**
 * Labelled samples: row {@code i} of {@code inputs} (row-major, {@code columns} wide) has class
 * {@code labels[i]}. The arrays are shared: nobody may write to them.
 */
public record Samples(float[] inputs, int[] labels, int columns) {
  public Samples {
    if (inputs.length != labels.length * columns) {
      throw new Refusal(
          "samples",
          "expected %d x %d inputs, found %d".formatted(labels.length, columns, inputs.length));
    }
  }

  /** Number of samples. */
  public int rows() {
    return labels.length;
  }
}
