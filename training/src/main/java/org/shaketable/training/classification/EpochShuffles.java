package org.shaketable.training.classification;

import org.shaketable.random.RandomStream;

/**
 * Order in which training samples are visited: an endless sequence of epochs, each a shuffle of all
 * samples keyed by (replicate seed, epoch). Position {@code p} of the sequence is a function of the
 * seed alone, whatever was read before.
 */
final class EpochShuffles {
  private final long nameKey;
  private final int[] order;
  private long epoch = -1;

  EpochShuffles(long seed, int samples) {
    this.nameKey = RandomStream.nameKey(seed, "classification/shuffle");
    this.order = new int[samples];
  }

  /** Writes the samples at positions {@code first, first + 1, ...} to {@code indices[0, count)}. */
  void samples(long first, int[] indices, int count) {
    for (int j = 0; j < count; j++) {
      long position = first + j;
      if (position / order.length != epoch) {
        shuffle(position / order.length);
      }
      indices[j] = order[(int) (position % order.length)];
    }
  }

  private void shuffle(long epoch) {
    this.epoch = epoch;
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    RandomStream.ofKey(RandomStream.key(nameKey, epoch)).shuffle(order, order.length);
  }
}
