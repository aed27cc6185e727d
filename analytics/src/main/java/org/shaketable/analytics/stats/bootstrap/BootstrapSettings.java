package org.shaketable.analytics.stats.bootstrap;

/**
 * How a bootstrap is made.
 *
 * @param seed the seed of all draws
 * @param replicates how many resamples, default 50,000
 * @param level nominal coverage, default 0.95
 */
public record BootstrapSettings(long seed, int replicates, double level) {
  public static final int DEFAULT_REPLICATES = 50_000;
  public static final double DEFAULT_LEVEL = 0.95;

  public BootstrapSettings {
    if (replicates < 1) {
      throw new IllegalArgumentException(
          "Invalid replicates: expected at least 1, found " + replicates);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: expected a number in (0, 1), found " + level);
    }
  }

  /** 50,000 replicates at 95 %. */
  public static BootstrapSettings of(long seed) {
    return new BootstrapSettings(seed, DEFAULT_REPLICATES, DEFAULT_LEVEL);
  }

  /** These settings with another number of replicates. */
  public BootstrapSettings withReplicates(int other) {
    return new BootstrapSettings(seed, other, level);
  }
}
