package org.shaketable.training.language;

import org.shaketable.random.RandomStream;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Stochasticity;

/** The random streams of one run: which windows, which values are dropped, the noise floor. */
final class Noise {
  private final long seed;
  private final long windows;
  private final long dropout;
  private final GradientNoiseFloor floor;

  Noise(Stochasticity stochasticity, long seed) {
    this.seed = seed;
    this.windows = RandomStream.nameKey(seed, "language/windows");
    this.dropout = RandomStream.nameKey(seed, "language/dropout");
    this.floor = new GradientNoiseFloor(stochasticity, seed);
  }

  RandomStream windows(long step) {
    return RandomStream.ofKey(RandomStream.key(windows, step));
  }

  long dropout(long step) {
    return RandomStream.key(dropout, step);
  }

  RandomStream stream(String name, long step) {
    return RandomStream.of(seed, name, step);
  }

  GradientNoiseFloor floor() {
    return floor;
  }
}
