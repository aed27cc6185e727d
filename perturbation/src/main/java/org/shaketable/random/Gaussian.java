package org.shaketable.random;

/** Normal noise for arrays. */
public final class Gaussian {
  private Gaussian() {}

  /**
   * Adds {@code sigma} times standard normal noise to {@code values[offset .. offset + count)}.
   *
   * @return the sum of the squares of what was added
   */
  public static double add(
      float[] values, int offset, int count, float sigma, RandomStream random) {
    double squares = 0;
    for (int i = offset; i < offset + count; i++) {
      float noise = (float) (sigma * random.nextGaussian());
      values[i] += noise;
      squares += (double) noise * noise;
    }
    return squares;
  }
}
