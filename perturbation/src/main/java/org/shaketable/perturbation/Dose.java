package org.shaketable.perturbation;

import org.shaketable.random.RandomStream;

/**
 * What a disturbance gets at one event.
 *
 * @param magnitude the family's magnitude times the schedule's strength (1 but for ramps), always
 *     above 0
 * @param progress share of the run's steps done since the onset, in [0, 1]
 * @param random keyed by (replicate seed, family, surface, event), so that it owes nothing to the
 *     learner's draws
 */
public record Dose(double magnitude, double progress, RandomStream random) {

  /**
   * The magnitude as a whole number: one of its two neighbours, at random so that the mean is the
   * magnitude; itself, without a draw, where it is whole.
   */
  int whole() {
    int floor = (int) magnitude;
    double rest = magnitude - floor;
    return rest > 0 && random.nextDouble() < rest ? floor + 1 : floor;
  }

  /** True with the probability that the magnitude is. */
  boolean strikes() {
    return random.nextDouble() < magnitude;
  }
}
