package org.shaketable.jobs.calibrate;

import org.shaketable.random.RandomStream;

/**
 * The key space of calibration runs: replicates 0, 1, ... of the seed {@code key(seed of the sweep,
 * "calibration", 0)}.
 *
 * <p>All streams of a run are keyed by its replicate seed, {@code mix(n(seed) + G (replicate + 1))}
 * with a bijection {@code mix} and an odd {@code G}. Those of a sweep and of its calibration can
 * only meet where {@code (n - n') / G} modulo 2^64 is smaller in size than the number of
 * replicates, of which a sweep has a million at most: a test computes it. So doses are not chosen
 * on runs that they are then tried on.
 */
final class CalibrationSeeds {
  private CalibrationSeeds() {}

  /** The seed of the calibration of a sweep with this seed. */
  static long of(long sweepSeed) {
    return RandomStream.key(sweepSeed, "calibration", 0);
  }
}
