package org.shaketable.random;

import static org.shaketable.random.NormalLanes.FLOATS;
import static org.shaketable.random.NormalLanes.INTS;
import static org.shaketable.random.NormalLanes.WIDTH;
import static org.shaketable.random.NormalLanes.all;
import static org.shaketable.random.NormalLanes.fold;
import static org.shaketable.random.NormalLanes.log;
import static org.shaketable.random.NormalLanes.sign;
import static org.shaketable.random.NormalLanes.unit;

import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Normal noise in chunks by counter hash and Box and Muller's transform
 * (doi:10.1214/aoms/1177706645), in passes small enough for C2 to keep in registers.
 *
 * <p>Pair {@code p} of uniforms comes from two hashes of (key, p): 23 bits of one give the radius
 * {@code sigma sqrt(-2 ln u)}, 23 of the other an angle in a half circle, one more bit the other
 * half. Block {@code b} of 32 values holds the cosines of pairs {@code 16 b .. 16 b + 15}, then
 * their sines. Only {@code + - * / fma sqrt} and bit operations, no value depends on the vectors'
 * width: equal bits on every CPU and JIT tier.
 */
final class NormalBlocks {
  /** Values drawn at once. */
  static final int CHUNK = 512;

  private static final int BLOCK = 32;
  private static final int HALF = BLOCK / 2;
  private static final int GOLDEN = 0x9E3779B1;

  private static final int[] COUNTERS = new int[CHUNK / 2];

  static {
    for (int i = 0; i < COUNTERS.length; i++) {
      COUNTERS[i] = i * GOLDEN;
    }
  }

  private final int[] radiusBits;
  private final int[] angleBits;
  private final float[] radii;
  private final float[] noise;

  /** Scratch memory for {@code count} values or a chunk, if that is less. */
  NormalBlocks(int count) {
    int values = blocks(Math.min(count, CHUNK));
    radiusBits = new int[values / 2];
    angleBits = new int[values / 2];
    radii = new float[values / 2];
    noise = new float[values];
  }

  private static int blocks(int count) {
    return (count + BLOCK - 1) / BLOCK * BLOCK;
  }

  /**
   * Draws the noise of values {@code from .. from + length}, {@code from} a multiple of a chunk.
   */
  void draw(long key, int from, int length, float sigma) {
    int pairs = blocks(length) / 2;
    Objects.checkFromIndexSize(0, pairs, radii.length);
    long a = RandomStream.mix(key);
    long b = RandomStream.mix(key ^ 0x5851F42D4C957F2DL);
    int start = from / 2 * GOLDEN;
    hash((int) a + start, (int) (a >>> 32), pairs, radiusBits);
    hash((int) b + start, (int) (b >>> 32), pairs, angleBits);
    radii(pairs, -2f * sigma * sigma);
    turn(pairs);
  }

  /** Two rounds of a 32-bit finaliser (as MurmurHash3's), the second half of the key in between. */
  private static void hash(int start, int key, int pairs, int[] bits) {
    for (int i = 0; i < pairs; i += WIDTH) {
      IntVector h = IntVector.fromArray(INTS, COUNTERS, i).add(start);
      h = fold(h, 16).mul(0x85EBCA6B);
      h = fold(h, 13).add(key).mul(0xC2B2AE35);
      h = fold(h, 16).mul(0x7FEB352D);
      fold(h, 15).intoArray(bits, i);
    }
  }

  /** {@code sqrt(scale ln u)}, u in (0, 1]. */
  private void radii(int pairs, float scale) {
    for (int i = 0; i < pairs; i += WIDTH) {
      // [1, 2) less the float below 1
      FloatVector u = unit(IntVector.fromArray(INTS, radiusBits, i)).sub(0.99999994f);
      log(u).mul(scale).max(0f).sqrt().intoArray(radii, i);
    }
  }

  /** Radius times cosine and sine of the angle; Taylor's polynomials to 1e-7 on a half circle. */
  private void turn(int pairs) {
    for (int i = 0; i < pairs; i += WIDTH) {
      IntVector bits = IntVector.fromArray(INTS, angleBits, i);
      FloatVector angle = unit(bits).sub(1.5f).mul((float) Math.PI);
      FloatVector y = angle.mul(angle);
      FloatVector sine = all(-2.5052108e-8f).fma(y, all(2.7557319e-6f));
      sine = sine.fma(y, all(-1.9841270e-4f));
      sine = sine.fma(y, all(8.3333333e-3f));
      sine = sine.fma(y, all(-1.6666667e-1f));
      sine = sine.fma(y, all(1f)).mul(angle);
      FloatVector cosine = all(2.0876757e-9f).fma(y, all(-2.7557319e-7f));
      cosine = cosine.fma(y, all(2.4801587e-5f));
      cosine = cosine.fma(y, all(-1.3888889e-3f));
      cosine = cosine.fma(y, all(4.1666667e-2f));
      cosine = cosine.fma(y, all(-0.5f));
      cosine = cosine.fma(y, all(1f));
      // the angle does not use the lowest bit
      FloatVector half = sign(bits);
      FloatVector radius = FloatVector.fromArray(FLOATS, radii, i);
      int at = i / HALF * BLOCK + i % HALF;
      radius.mul(cosine).mul(half).intoArray(noise, at);
      radius.mul(sine).intoArray(noise, at + HALF);
    }
  }

  /**
   * Adds the noise drawn last.
   *
   * @return the sum of its squares
   */
  double addTo(float[] values, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, values.length);
    Objects.checkFromIndexSize(0, length, noise.length);
    int whole = length / BLOCK * BLOCK;
    float[] partial = new float[BLOCK];
    for (int lane = 0; lane < BLOCK; lane += 2 * WIDTH) {
      addTo(values, offset, whole, lane, partial);
    }
    double squares = 0;
    for (float sum : partial) {
      squares += sum;
    }
    for (int i = whole; i < length; i++) {
      values[offset + i] += noise[i];
      squares += (double) noise[i] * noise[i];
    }
    return squares;
  }

  /** Two vectors of partial sums; the species decides how many calls make all 32. */
  private void addTo(float[] values, int offset, int whole, int lane, float[] partial) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    for (int i = lane; i < whole; i += BLOCK) {
      FloatVector n0 = FloatVector.fromArray(FLOATS, noise, i);
      FloatVector n1 = FloatVector.fromArray(FLOATS, noise, i + WIDTH);
      s0 = n0.fma(n0, s0);
      s1 = n1.fma(n1, s1);
      FloatVector.fromArray(FLOATS, values, offset + i).add(n0).intoArray(values, offset + i);
      FloatVector.fromArray(FLOATS, values, offset + i + WIDTH)
          .add(n1)
          .intoArray(values, offset + i + WIDTH);
    }
    s0.intoArray(partial, lane);
    s1.intoArray(partial, lane + WIDTH);
  }
}
