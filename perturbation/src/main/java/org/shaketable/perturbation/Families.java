package org.shaketable.perturbation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All families: what the {@code permits} clause of {@link Perturbation} lists, sorted by dimension
 * and name.
 */
public final class Families {
  private Families() {}

  /** A family and the record that carries it out. */
  public record Entry(Family family, Class<? extends Perturbation> type) {}

  private static final List<Entry> ALL =
      Arrays.stream(Perturbation.class.getPermittedSubclasses())
          .map(type -> type.asSubclass(Perturbation.class))
          .map(type -> new Entry(familyOf(type), type))
          .sorted(
              Comparator.comparing((Entry entry) -> entry.family().dimension())
                  .thenComparing(entry -> entry.family().name()))
          .toList();

  /** Every family that exists. */
  public static List<Entry> all() {
    return ALL;
  }

  private static Family familyOf(Class<? extends Perturbation> type) {
    try {
      return (Family) type.getField("FAMILY").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Cannot register " + type.getName() + ": no public static Family FAMILY", e);
    }
  }
}
