package org.shaketable.perturbation;

/**
 * What a disturbance does at one event to what passes between a learner and its environments, or to
 * the targets of an update, where that is held elsewhere, on a GPU for instance: its numbers and
 * the keys of its draws, nothing else. Whoever holds it does what the {@link Disturbance} would,
 * operation by operation, and adds up the same realised magnitudes.
 *
 * <p>A row is what one of the parallel environments has at one step.
 */
public sealed interface PlayAct {

  /** How a family makes its acts of doses, event by event, in one run. */
  @FunctionalInterface
  interface Source {
    PlayAct of(Dose dose);

    /**
     * Numbers of single precision that are kept from one event to the next, 0 before the first; a
     * number of double precision takes two.
     *
     * @param rows parallel environments
     * @param columns of an observation
     */
    default long kept(int rows, int columns) {
      return 0;
    }
  }

  /** An act of one exposure. */
  record Of(int exposure, PlayAct act) {}

  /**
   * Observations: {@code x[j] += sigma * sd[j] * N(0, 1)}; the stream's first draw is the noise's.
   */
  record ColumnNoise(float sigma, long key) implements PlayAct {}

  /**
   * Observations: {@code x[j] += shift * sd[j] * (+-1)}.
   *
   * @param shift the magnitude times the share of the run since the onset
   * @param directions key of the stream that has drawn a direction for each column
   */
  record Drift(double magnitude, double shift, long directions) implements PlayAct {}

  /**
   * Observations: rows read 0 while they have failed, which is kept of each.
   *
   * @param length mean length of a failure before it is lengthened for large shares
   * @param key row {@code i} has draw {@code i + 1}
   */
  record Failure(double share, double length, long key) implements PlayAct {}

  /**
   * Observations or rewards: all rows are kept, and replaced by those that were kept before, or by
   * themselves.
   *
   * @param put where they are kept, of as many places as there can be events on their way
   * @param take the place of those that are used
   * @param age how many events before those were kept
   * @param lag how many were asked for
   * @param none whether nothing so old is there
   */
  record Delay(int put, int take, int age, int lag, boolean none) implements PlayAct {}

  /** Actions: uniform from all with probability {@code share}. */
  record Uniform(double share, long key) implements PlayAct {}

  /**
   * Actions: those of the event before with probability {@code share}; all are kept.
   *
   * @param first whether there was no event before
   * @param key row {@code i} has draw {@code i + 1}
   */
  record Repeat(double share, boolean first, long key) implements PlayAct {}

  /**
   * Rewards: {@code r += magnitude * rms(r) * N(0, 1)}, of all rewards so far, whose squares' sum
   * is kept in double precision.
   *
   * @param events so far, with this one
   * @param key of the stream whose first draw is the noise's
   */
  record RewardNoise(double magnitude, long events, long key) implements PlayAct {}

  /** Rewards: {@code r *= factor}, of the family's magnitude. */
  record Scale(float factor, double magnitude) implements PlayAct {}

  /** Rewards: 0 with probability {@code share}; row {@code i} has draw {@code i + 1}. */
  record Zero(double share, long key) implements PlayAct {}

  /** Rewards: {@code -r} with probability {@code share}; row {@code i} has draw {@code i + 1}. */
  record Negate(double share, long key) implements PlayAct {}

  /** Targets: {@code t += magnitude * sd(t) * N(0, 1)}; the stream's first draw is the noise's. */
  record TargetNoise(double magnitude, long key) implements PlayAct {}
}
