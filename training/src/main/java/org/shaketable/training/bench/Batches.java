package org.shaketable.training.bench;

import org.shaketable.random.RandomStream;

/** A few batches of random inputs and labels, taken in turn. */
final class Batches {
  static final int COUNT = 8;

  final float[][] inputs;
  final int[][] labels;

  Batches(Shape shape) {
    inputs = new float[COUNT][shape.batch() * shape.inputs()];
    labels = new int[COUNT][shape.batch()];
    RandomStream random = RandomStream.of(1, "bench/batches", 0);
    for (int b = 0; b < COUNT; b++) {
      for (int i = 0; i < inputs[b].length; i++) {
        inputs[b][i] = (float) random.nextGaussian();
      }
      for (int i = 0; i < labels[b].length; i++) {
        labels[b][i] = random.nextInt(shape.outputs());
      }
    }
  }
}
