package org.shaketable.training.descent;

import org.shaketable.perturbation.Inputs;
import org.shaketable.random.NamedStream;

/** The inputs of the latest minibatch: copies, which hooks may change. */
public final class InputBatch {
  private final float[] samples;
  private final int columns;
  private final float[] scale;
  private final int nominal;
  private final EpochShuffles shuffles;
  private float[] inputs;
  private int[] indices;
  private int rows;

  /**
   * The batches of one run.
   *
   * @param samples inputs of all samples, {@code columns} each
   * @param scale what one standard deviation of each column is to a disturbance
   * @param stream the stream of the order of the samples
   * @param nominal rows of a batch where nothing changes them
   */
  public InputBatch(float[] samples, int columns, float[] scale, NamedStream stream, int nominal) {
    this.samples = samples;
    this.columns = columns;
    this.scale = scale;
    this.nominal = nominal;
    this.shuffles = new EpochShuffles(stream, samples.length / columns, nominal);
    allocate(nominal);
  }

  private void allocate(int capacity) {
    indices = new int[capacity];
    inputs = new float[capacity * columns];
  }

  /** Number of samples; 0 before the first batch. */
  public int rows() {
    return rows;
  }

  /** Rows of a batch where nothing changes them. */
  public int nominal() {
    return nominal;
  }

  /** The inputs, those of the batch first. */
  public float[] inputs() {
    return inputs;
  }

  /** Which samples are in it; at least as many as there are rows, those of the batch first. */
  public int[] indices() {
    return indices;
  }

  /**
   * Chooses the samples of a batch. It starts where it would if all batches before had the nominal
   * size.
   *
   * @param batch its number
   */
  public void choose(long batch, int count) {
    rows = count;
    if (count > indices.length) {
      allocate(count);
    }
    shuffles.samples(batch * nominal, indices, count);
  }

  /** Copies the inputs of the samples chosen, for hooks to see. */
  public Inputs copy() {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(samples, indices[i] * columns, inputs, i * columns, columns);
    }
    return new Inputs(inputs, 0, rows, columns, columns, scale);
  }
}
