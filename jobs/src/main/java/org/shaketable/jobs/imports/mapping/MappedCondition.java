package org.shaketable.jobs.imports.mapping;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.shaketable.analytics.table.Role;
import org.shaketable.refusal.Refusal;

/**
 * What runs of one kind were exposed to; texts may name variables in braces.
 *
 * @param is pattern of the mapping's {@code condition} that these runs have
 * @param role clean, placebo or perturbed
 * @param dimension OPTIMIZATION, DATA, PARAMETER or SIGNAL; with the others below, of perturbed
 *     runs
 * @param unit the unit of the magnitude
 * @param onset first step at which the disturbance may act, or from which a placebo draws anew; 0
 *     where nothing is said
 * @param end first step behind it; the horizon where nothing is said
 */
public record MappedCondition(
    String is,
    Role role,
    String dimension,
    String family,
    String magnitude,
    String unit,
    Long onset,
    Long end)
    implements Serializable {
  private static final List<String> DIMENSIONS =
      List.of("OPTIMIZATION", "DATA", "PARAMETER", "SIGNAL");

  public MappedCondition {
    Objects.requireNonNull(is);
    role = role == null ? Role.PERTURBED : role;
    unit = unit == null ? "" : unit;
    onset = onset == null ? 0L : onset;
    if (role == Role.PERTURBED) {
      Objects.requireNonNull(dimension);
      Objects.requireNonNull(family);
      Objects.requireNonNull(magnitude);
      if (!DIMENSIONS.contains(dimension)) {
        throw new Refusal(
            "dimension",
            "expected one of %s, found %s".formatted(String.join(", ", DIMENSIONS), dimension));
      }
    }
  }

  /** Whether it may act at the same steps as another. */
  boolean actsWith(MappedCondition other) {
    return onset.equals(other.onset) && Objects.equals(end, other.end);
  }

  /** The steps at which it may act, in words. */
  String steps() {
    return "steps from %d to %s".formatted(onset, end == null ? "the end" : end);
  }
}
