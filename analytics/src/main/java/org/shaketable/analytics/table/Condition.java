package org.shaketable.analytics.table;

import java.io.Serializable;
import java.util.Comparator;

/** What all replicates of a run have in common: configuration, exposures and stochasticity. */
public record Condition(
    @Embedded ConfigurationKey configuration,
    @Column(meaning = "the dimension, COMPOSITION for several; null unless perturbed")
        String dimension,
    @Column(meaning = "the family, or the families of a composition; null unless perturbed")
        String family,
    @Column(meaning = "how strong, in the family's own unit") double magnitude,
    @Column(meaning = "when it acts") String schedule,
    @Column(meaning = "levels of stochasticity; none for none") String stochasticity)
    implements Serializable, Comparable<Condition> {
  private static final Comparator<String> TEXTS = Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<Condition> ORDER =
      Comparator.comparing(Condition::configuration)
          .thenComparing(Condition::dimension, TEXTS)
          .thenComparing(Condition::family, TEXTS)
          .thenComparing(Condition::magnitude)
          .thenComparing(Condition::schedule, TEXTS)
          .thenComparing(Condition::stochasticity, TEXTS);

  /** The clean runs that its runs are judged beside: those of its configuration and level. */
  public ControlKey control() {
    return new ControlKey(configuration, stochasticity);
  }

  /** The dose curve that it is a point of. */
  public DoseCurveKey curve() {
    return new DoseCurveKey(dimensionKey(), family, schedule, stochasticity);
  }

  /** Its dimension. */
  public DimensionKey dimensionKey() {
    return new DimensionKey(configuration, dimension);
  }

  @Override
  public int compareTo(Condition other) {
    return ORDER.compare(this, other);
  }
}
