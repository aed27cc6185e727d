package org.shaketable.analytics.table;

import java.io.Serializable;
import java.util.Comparator;

/** One dimension in which a configuration was disturbed. */
public record DimensionKey(
    @Embedded ConfigurationKey configuration, @Column(meaning = "the dimension") String dimension)
    implements Serializable, Comparable<DimensionKey> {
  private static final Comparator<DimensionKey> ORDER =
      Comparator.comparing(DimensionKey::configuration).thenComparing(DimensionKey::dimension);

  @Override
  public int compareTo(DimensionKey other) {
    return ORDER.compare(this, other);
  }
}
