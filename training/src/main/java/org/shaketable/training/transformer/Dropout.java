package org.shaketable.training.transformer;

import java.util.Arrays;
import org.shaketable.random.RandomStream;

/**
 * Dropout (Srivastava et al., JMLR 15, 2014) of one array: values are dropped with probability
 * {@code round(65536 rate) / 65536}, the others scaled up by the inverse of what is kept. The mask
 * is a function of a key alone.
 */
final class Dropout {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int threshold;
  private final float scale;
  private final float[] mask;
  private boolean active;

  Dropout(TransformerSpec spec, int size) {
    this.threshold = spec.dropped();
    this.scale = spec.keptScale();
    this.mask = threshold == 0 ? new float[0] : new float[Axis.pad(size)];
  }

  /** Drops nothing in the next pass. */
  void rest() {
    active = false;
  }

  /** Draws the mask of the next pass, for {@code count} values. */
  void draw(long key, int count) {
    active = threshold > 0;
    if (!active) {
      return;
    }
    for (int i = 0; i < count; i += 4) {
      long bits = RandomStream.mix(key + GOLDEN * (i + 1L));
      for (int j = 0; j < 4; j++) {
        mask[i + j] =
            (int) (bits >>> (16 * j) & (TransformerSpec.DROPOUT_LEVELS - 1)) < threshold
                ? 0f
                : scale;
      }
    }
  }

  /** Applies the mask to the first {@code count} values of {@code x}, in place. */
  void apply(float[] x, int count) {
    if (active) {
      RowKernels.multiply(x, mask, count, x);
    }
  }

  /** {@code dy} behind the mask: {@code dy} itself if nothing is dropped, else {@code spare}. */
  float[] gradient(float[] dy, int count, float[] spare) {
    if (!active) {
      return dy;
    }
    RowKernels.multiply(dy, mask, count, spare);
    return spare;
  }

  /** A mask's bits are told apart by site; those of two sites share nothing. */
  static void drawAll(Iterable<Dropout> sites, long key, int count) {
    long site = 0;
    for (Dropout dropout : sites) {
      dropout.draw(RandomStream.key(key, site++), count);
    }
  }

  @Override
  public String toString() {
    return active ? Arrays.toString(mask) : "off";
  }
}
