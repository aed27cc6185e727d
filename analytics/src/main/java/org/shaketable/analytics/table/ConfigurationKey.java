package org.shaketable.analytics.table;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One configuration of one workload of one sweep: the unit that has clean runs, a clean band and a
 * meta-state model.
 */
public record ConfigurationKey(
    @Column(meaning = "the sweep") String sweep,
    @Column(meaning = "the workload") String workload,
    @Column(
            meaning =
                "the setting of the workload's hyperparameters; empty where the workload has one")
        String configuration)
    implements Serializable, Comparable<ConfigurationKey> {
  private static final Comparator<ConfigurationKey> ORDER =
      Comparator.comparing(ConfigurationKey::sweep)
          .thenComparing(ConfigurationKey::workload)
          .thenComparing(ConfigurationKey::configuration);

  /** A null configuration, as lakes of old have it, is the only one. */
  public ConfigurationKey {
    configuration = configuration == null ? "" : configuration;
  }

  /** The workload's name, with its configuration where it has several. */
  public String name() {
    return configuration.isEmpty() ? workload : workload + " " + configuration;
  }

  @Override
  public int compareTo(ConfigurationKey other) {
    return ORDER.compare(this, other);
  }
}
