package org.shaketable.analytics.stats.sensitivity;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shaketable.analytics.stats.correlation.KendallTau;

/**
 * Whether the ranking of conditions survives other definitions of collapse.
 *
 * <p>For each definition, Kendall's tau_b between the conditions' collapse rates under it and under
 * the default one. The ranking holds where the smallest is at least 0.8.
 *
 * <ul>
 *   <li>fewer than two conditions, or one of the two rates constant: tau NaN, left out of the
 *       smallest
 *   <li>rates that are NaN are refused
 * </ul>
 *
 * @param taus Kendall's tau by definition, in the order given
 */
public record RankAgreement(Map<String, Double> taus) {
  /** The tau below which rankings disagree, by default. */
  public static final double THRESHOLD = 0.8;

  /** The agreement of other definitions with the default one. */
  public static RankAgreement of(double[] byDefault, Map<String, double[]> byDefinition) {
    Map<String, Double> taus = new LinkedHashMap<>();
    byDefinition.forEach((name, rates) -> taus.put(name, KendallTau.of(byDefault, rates).b()));
    return new RankAgreement(taus);
  }

  /** The definition that agrees least, if any is defined. */
  public Optional<Map.Entry<String, Double>> weakest() {
    return taus.entrySet().stream()
        .filter(entry -> !entry.getValue().isNaN())
        .min(Comparator.comparingDouble(Map.Entry::getValue));
  }

  /** Whether every defined tau is at least the threshold; false where none is defined. */
  public boolean holds(double threshold) {
    return weakest().isPresent() && weakest().get().getValue() >= threshold;
  }
}
