package org.shaketable.analytics.table;

import java.io.Serializable;
import java.util.Comparator;

/** What the magnitudes of one dose curve have in common. */
public record DoseCurveKey(
    @Embedded DimensionKey dimension,
    @Column(meaning = "the family, or the families of a composition") String family,
    @Column(meaning = "when it acts") String schedule,
    @Column(meaning = "levels of stochasticity; none for none") String stochasticity)
    implements Serializable, Comparable<DoseCurveKey> {
  private static final Comparator<DoseCurveKey> ORDER =
      Comparator.comparing(DoseCurveKey::dimension)
          .thenComparing(DoseCurveKey::family)
          .thenComparing(DoseCurveKey::schedule)
          .thenComparing(DoseCurveKey::stochasticity);

  @Override
  public int compareTo(DoseCurveKey other) {
    return ORDER.compare(this, other);
  }
}
