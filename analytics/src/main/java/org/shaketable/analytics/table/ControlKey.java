package org.shaketable.analytics.table;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One configuration at one level of stochasticity: the unit that has clean runs, and from them a
 * scale, a clean band and a meta-state model.
 */
public record ControlKey(
    @Embedded ConfigurationKey configuration,
    @Column(meaning = "levels of stochasticity; none for none") String stochasticity)
    implements Serializable, Comparable<ControlKey> {
  private static final String NONE = "none";

  private static final Comparator<ControlKey> ORDER =
      Comparator.comparing(ControlKey::configuration).thenComparing(ControlKey::stochasticity);

  /** A null level is none. */
  public ControlKey {
    stochasticity = stochasticity == null ? NONE : stochasticity;
  }

  /** That of a configuration as it is. */
  public static ControlKey plain(ConfigurationKey configuration) {
    return new ControlKey(configuration, NONE);
  }

  public String sweep() {
    return configuration.sweep();
  }

  /** The configuration's name, with its level of stochasticity where it has one. */
  public String name() {
    return stochasticity.equals(NONE)
        ? configuration.name()
        : configuration.name() + " " + stochasticity;
  }

  @Override
  public int compareTo(ControlKey other) {
    return ORDER.compare(this, other);
  }
}
