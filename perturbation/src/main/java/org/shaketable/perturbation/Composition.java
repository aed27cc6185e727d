package org.shaketable.perturbation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How several perturbations of one run are named in the tables.
 *
 * <p>The first one lends its magnitude, the others carry theirs in the name, so that the conditions
 * of one name are a dose curve of the first in the presence of the others: {@code
 * gradient-noise+input-noise=0.5}. One perturbation alone is its label.
 */
public final class Composition {
  /** Between the parts; no label holds it. */
  public static final String PLUS = "+";

  private Composition() {}

  /** The column {@code family}. */
  public static String family(List<Exposure> exposures) {
    return exposures.stream()
        .map(Exposure::perturbation)
        .map(p -> p == exposures.get(0).perturbation() ? p.label() : withMagnitude(p))
        .collect(Collectors.joining(PLUS));
  }

  private static String withMagnitude(Perturbation perturbation) {
    return perturbation.label() + "=" + perturbation.magnitude();
  }

  /** The column {@code schedule}. */
  public static String schedule(List<Exposure> exposures) {
    return exposures.stream()
        .map(exposure -> exposure.schedule().toString())
        .collect(Collectors.joining(PLUS));
  }

  /** The column {@code dimension}: {@code COMPOSITION} for several. */
  public static String dimension(List<Exposure> exposures) {
    return exposures.size() == 1
        ? exposures.get(0).perturbation().family().dimension().name()
        : "COMPOSITION";
  }
}
