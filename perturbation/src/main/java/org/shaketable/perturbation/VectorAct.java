package org.shaketable.perturbation;

import org.shaketable.layout.ParameterLayout;

/**
 * What a disturbance does at one event to a vector (parameters, a gradient, an optimizer's memory)
 * that is held elsewhere, on a GPU for instance: its numbers and the keys of its draws, nothing
 * else. Whoever holds the vector does what the {@link Disturbance} would, operation by operation,
 * and adds up the same realised magnitudes.
 */
public sealed interface VectorAct {

  /** How a family makes its acts of doses, event by event, in one run. */
  @FunctionalInterface
  interface Source {
    VectorAct of(Dose dose, ParameterLayout layout);
  }

  /** An act of one exposure. */
  record Of(int exposure, VectorAct act) {}

  /**
   * {@code v += magnitude * rms(v) * N(0, 1)}.
   *
   * @param key of the stream whose first draw is the noise's
   */
  record Noise(double magnitude, long key) implements VectorAct {}

  /** {@code t += magnitude * rms(t) * N(0, 1)} for each tensor, a draw each where rms is not 0. */
  record TensorNoise(double magnitude, long key) implements VectorAct {}

  /** {@code v[i] = 0} with probability {@code share}; entry {@code i} has draw {@code i + 1}. */
  record Zero(double share, long key) implements VectorAct {}

  /**
   * {@code v[i] = -v[i]} with probability {@code share}; entry {@code i} has draw {@code i + 1}.
   */
  record Negate(double share, long key) implements VectorAct {}

  /** {@code v *= factor}, of the family's magnitude. */
  record Scale(float factor, double magnitude) implements VectorAct {}

  /** {@code v[i]} rounded to {@code 24 - bits} significant bits. */
  record Round(int bits) implements VectorAct {}

  /** {@code v[index] += sign * magnitude * rms(tensor of index)}. */
  record Kick(int index, float sign, double magnitude) implements VectorAct {}

  /**
   * Tensors put back to their initial values.
   *
   * @param tensors a bit for each tensor, the lowest for the first
   * @param layers layers that could have been
   * @param reset layers that are
   */
  record Restore(long tensors, int layers, int reset) implements VectorAct {}

  /**
   * The vector is kept, and replaced by one that was kept before, or by itself.
   *
   * @param put where it is kept, of {@link Perturbation#kept} places
   * @param take the place of the one that is used
   * @param age how many events before that one was kept
   */
  record Delay(int put, int take, int age) implements VectorAct {}
}
