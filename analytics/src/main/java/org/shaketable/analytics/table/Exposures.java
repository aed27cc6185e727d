package org.shaketable.analytics.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The disturbances of one run, and the scalars that stand beside them in tables for queries.
 *
 * <p>Of several, the first lends its magnitude and the others carry theirs in the family, so that
 * the conditions of one family are a dose curve of the first in the presence of the others: {@code
 * gradient-noise+input-noise=0.5}.
 *
 * @param all all exposures in the order in which they were asked for; empty for a run that nothing
 *     disturbs
 */
public record Exposures(List<ExposureRow> all) {
  /** Between the parts of a composition; no family's name holds it. */
  public static final String PLUS = "+";

  /** The dimension of a composition. */
  public static final String SEVERAL = "COMPOSITION";

  public Exposures {
    all = List.copyOf(all);
  }

  /** The column {@code dimension}: that of the only one, {@code COMPOSITION}, or null for none. */
  public String dimension() {
    return all.isEmpty() ? null : all.size() == 1 ? all.get(0).dimension() : SEVERAL;
  }

  /** The column {@code family}; null for none. */
  public String family() {
    if (all.isEmpty()) {
      return null;
    }
    return all.stream()
        .map(one -> one == all.get(0) ? one.family() : one.family() + "=" + one.magnitude())
        .collect(Collectors.joining(PLUS));
  }

  /** The column {@code magnitude}: that of the first; 0 for none. */
  public double magnitude() {
    return all.isEmpty() ? 0 : all.get(0).magnitude();
  }

  /** The column {@code schedule}; {@code none} for none. */
  public String schedule() {
    return all.isEmpty()
        ? "none"
        : all.stream().map(ExposureRow::schedule).collect(Collectors.joining(PLUS));
  }

  /** The column {@code onset_step}: the first at which any of them may act; null for none. */
  public Long onsetStep() {
    return all.stream().map(ExposureRow::onsetStep).min(Long::compare).orElse(null);
  }

  /** The column {@code end_step}: the first behind all of them; null for none. */
  public Long endStep() {
    return all.stream().map(ExposureRow::endStep).max(Long::compare).orElse(null);
  }
}
