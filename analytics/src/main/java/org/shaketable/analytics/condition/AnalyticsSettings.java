package org.shaketable.analytics.condition;

import java.io.Serializable;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;

/**
 * How the analytics are made.
 *
 * @param seed the seed of all bootstrap draws
 * @param replicates how many draws each bootstrap has; fewer for large samples
 * @param level nominal coverage of all intervals
 */
public record AnalyticsSettings(long seed, int replicates, double level) implements Serializable {
  public static final AnalyticsSettings DEFAULT =
      new AnalyticsSettings(
          1, BootstrapSettings.DEFAULT_REPLICATES, BootstrapSettings.DEFAULT_LEVEL);
}
