package org.shaketable.random;

import org.shaketable.refusal.Refusal;

/**
 * Stream of random numbers that is a pure function of its key (seed, name, step).
 *
 * <p>Algorithm: the key is hashed to 64 bits; draw {@code i} is the SplitMix64 finaliser
 * (Stafford's variant 13) of {@code key + i * 0x9E3779B97F4A7C15} (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014, doi:10.1145/2660193.2660195). Only
 * integer arithmetic and {@link StrictMath} are used, so the bits are the same on every machine,
 * thread and JIT tier.
 *
 * <p>An instance is not thread-safe; make one per use, it is cheap.
 */
public final class RandomStream {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;
  private long draws;

  private RandomStream(long key) {
    this.key = key;
  }

  /** The stream of one purpose at one step of one replicate. */
  public static RandomStream of(long seed, String name, long step) {
    return new RandomStream(key(seed, name, step));
  }

  /** The stream of a ready key, see {@link #key(long, String, long)}. */
  public static RandomStream ofKey(long key) {
    return new RandomStream(key);
  }

  /** The key that {@link #ofKey} makes this stream of, from its first draw. */
  public long key() {
    return key;
  }

  /**
   * The one mixing function of the project: 64 bits of (seed, name, step). The name is hashed
   * character by character with FNV-1a over its UTF-16 units, then mixed with seed and step.
   */
  public static long key(long seed, String name, long step) {
    return key(nameKey(seed, name), step);
  }

  /**
   * The part of {@link #key(long, String, long)} that does not depend on the step; make it once
   * outside hot loops.
   */
  public static long nameKey(long seed, String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return mix(mix(seed + GOLDEN) ^ hash);
  }

  /** {@code key(seed, name, step)} from {@code nameKey(seed, name)}. */
  public static long key(long nameKey, long step) {
    return mix(nameKey + GOLDEN * (step + 1));
  }

  /**
   * Stafford's variant 13 of the 64-bit finaliser: a bijection in which every input bit moves every
   * output bit.
   */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** 64 uniform bits. */
  public long nextLong() {
    return mix(key + GOLDEN * ++draws);
  }

  /**
   * Uniform integer in {@code [0, bound)}, unbiased (Lemire's multiplication with rejection, arXiv
   * 1805.10941).
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new Refusal("bound", "expected a positive integer, found " + bound);
    }
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform double in {@code [0, 1)} with 53 random bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform double in {@code [low, high)}. */
  public double nextDouble(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /**
   * Standard normal double by Box and Muller's transform of two uniforms; one of the pair is not
   * used.
   */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - nextDouble()));
    return radius * StrictMath.cos(2.0 * StrictMath.PI * nextDouble());
  }

  /** {@code values[0..count)} in uniformly random order, in place (Fisher and Yates). */
  public void shuffle(int[] values, int count) {
    for (int i = count - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
