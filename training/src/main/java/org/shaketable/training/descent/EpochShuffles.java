package org.shaketable.training.descent;

import java.util.Arrays;
import org.shaketable.random.NamedStream;

/**
 * Order in which training samples are visited: an endless sequence of epochs, each a shuffle of all
 * samples keyed by (replicate seed, epoch). Position {@code p} of the sequence is a function of the
 * streams alone, whatever was read before.
 *
 * <p>Where the streams are keyed anew from a step on, what is left of the epoch that this step
 * falls into is shuffled anew: every epoch still visits each sample once.
 */
public final class EpochShuffles {
  private final NamedStream stream;
  private final int perStep;
  private final int[] order;
  private long epoch = -1;

  /**
   * The order of one run.
   *
   * @param stream the stream of the shuffles
   * @param perStep positions between the first of one step and the first of the next
   */
  public EpochShuffles(NamedStream stream, int samples, int perStep) {
    this.stream = stream;
    this.perStep = perStep;
    this.order = new int[samples];
  }

  /** Writes the samples at positions {@code first, first + 1, ...} to {@code indices[0, count)}. */
  public void samples(long first, int[] indices, int count) {
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
    long first = epoch * order.length;
    stream.at(first / perStep, epoch).shuffle(order, order.length);
    shuffleWhatIsLeft(first);
  }

  /**
   * Shuffles what is left of the epoch that begins at position {@code first}, if another key comes
   * in within it.
   */
  private void shuffleWhatIsLeft(long first) {
    long last = first + order.length - 1;
    if (first / perStep >= stream.from() || last / perStep < stream.from()) {
      return;
    }
    int done = (int) (stream.from() * perStep - first);
    int[] left = Arrays.copyOfRange(order, done, order.length);
    stream.at(stream.from(), epoch).shuffle(left, left.length);
    System.arraycopy(left, 0, order, done, left.length);
  }
}
