package org.shaketable.random;

/** Normal noise for arrays. */
public final class Gaussian {
  private Gaussian() {}

  /**
   * Adds {@code sigma} times standard normal noise to {@code values[offset .. offset + count)}.
   *
   * <p>Takes one draw from {@code random}; noise {@code i} is a function of that draw and of {@code
   * i} alone, whatever {@code count} is. Magnitudes end at 5.77 sigma (probability 8e-9), since
   * radii come from 23 random bits.
   *
   * @return the sum of the squares of what was added
   */
  public static double add(
      float[] values, int offset, int count, float sigma, RandomStream random) {
    long key = random.nextLong();
    NormalBlocks noise = new NormalBlocks(count);
    double squares = 0;
    for (int done = 0; done < count; done += NormalBlocks.CHUNK) {
      int length = Math.min(NormalBlocks.CHUNK, count - done);
      noise.draw(key, done, length, sigma);
      squares += noise.addTo(values, offset + done, length);
    }
    return squares;
  }
}
