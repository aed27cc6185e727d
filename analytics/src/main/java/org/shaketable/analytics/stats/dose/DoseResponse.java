package org.shaketable.analytics.stats.dose;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Collapse against magnitude: the logistic fit where one exists, or why none does.
 *
 * <p>Outcomes are separated where one magnitude parts all collapses from all survivals, so that the
 * likelihood has no finite maximum; at most one magnitude with both outcomes does not help. A
 * larger critical magnitude is more stable.
 *
 * <ul>
 *   <li>doses of one magnitude are added up; doses without a run are left out
 *   <li>two magnitudes: no bounds (NaN). The critical one is given only where it lies between those
 *       tried, so every interval would hold it: 100 % at 8 runs each
 *   <li>the order of the doses does not matter; scaling the magnitudes scales the critical one
 * </ul>
 *
 * @param doses one per magnitude, ascending
 * @param fit empty where the outcomes are separated or do not vary
 */
public record DoseResponse(List<DoseCount> doses, Optional<LogisticFit> fit) {
  private static final double HALF = 0.5;
  private static final int FEWEST_FOR_BOUNDS = 3;

  /** Logits over all magnitudes that the fit's rounding can make of equal shares. */
  private static final double FLAT = 1e-9;

  public DoseResponse {
    doses = List.copyOf(doses);
  }

  /** The response to any number of doses. */
  public static DoseResponse of(Collection<DoseCount> doses) {
    List<DoseCount> merged = DoseCount.merged(doses);
    boolean fits = merged.size() > 1 && trials(merged) > 0 && overlaps(merged);
    return new DoseResponse(merged, fits ? Optional.of(LogisticFit.of(merged)) : Optional.empty());
  }

  /** Why there is no critical magnitude; empty where there is one. */
  public Optional<NoCriticalMagnitude> reason() {
    int collapses = doses.stream().mapToInt(DoseCount::collapses).sum();
    if (doses.isEmpty()) {
      return Optional.of(NoCriticalMagnitude.NO_RUNS);
    }
    if (collapses == 0) {
      return Optional.of(NoCriticalMagnitude.NO_COLLAPSE);
    }
    if (collapses == trials(doses)) {
      return Optional.of(NoCriticalMagnitude.ALL_COLLAPSE);
    }
    if (doses.size() == 1) {
      return Optional.of(NoCriticalMagnitude.ONE_MAGNITUDE);
    }
    return fit.isPresent() ? ofFit(fit.get()) : ofSeparation();
  }

  /**
   * The same in words, for tables and the report. Where outcomes are separated it names what is
   * known: the magnitudes between which the critical one lies, or the only one with both outcomes.
   */
  public Optional<String> statement() {
    return reason()
        .map(why -> why == NoCriticalMagnitude.SEPARATED ? separation() : why.sentence());
  }

  private String separation() {
    double survived = lastSurvived().orElseThrow();
    double collapsed = firstCollapsed().orElseThrow();
    return survived < collapsed
        ? "no magnitude has both outcomes: the critical one lies between %s and %s"
            .formatted(plain(survived), plain(collapsed))
        : mixed(survived);
  }

  /** Of the only magnitude with both outcomes: smaller ones survive, larger ones collapse. */
  private String mixed(double magnitude) {
    int place = doses.stream().map(DoseCount::magnitude).toList().indexOf(magnitude);
    DoseCount dose = doses.get(place);
    return "only magnitude %s has both outcomes (%d of %d collapsed): the critical one lies %s"
        .formatted(
            plain(magnitude), dose.collapses(), dose.trials(), where(place, 2 * dose.collapses()));
  }

  private String where(int place, int twiceCollapses) {
    if (twiceCollapses == doses.get(place).trials()) {
      return "near it";
    }
    boolean above = twiceCollapses < doses.get(place).trials();
    int next = above ? place + 1 : place - 1;
    if (next < 0 || next == doses.size()) {
      return above ? "above it" : "below it";
    }
    return "between it and " + plain(doses.get(next).magnitude());
  }

  private static String plain(double magnitude) {
    return BigDecimal.valueOf(magnitude).stripTrailingZeros().toPlainString();
  }

  private Optional<NoCriticalMagnitude> ofFit(LogisticFit found) {
    if (!(found.slope() * (Math.log10(largest()) - Math.log10(smallest())) > FLAT)) {
      return Optional.of(NoCriticalMagnitude.NOT_INCREASING);
    }
    double magnitude = Math.pow(10, new EffectiveMagnitude(found, HALF, 0).log10());
    boolean inside = magnitude >= smallest() && magnitude <= largest();
    return inside ? Optional.empty() : Optional.of(NoCriticalMagnitude.OUT_OF_RANGE);
  }

  private Optional<NoCriticalMagnitude> ofSeparation() {
    boolean rising = doses.get(doses.size() - 1).collapses() > 0;
    return Optional.of(
        rising && doses.get(0).collapses() < doses.get(0).trials()
            ? NoCriticalMagnitude.SEPARATED
            : NoCriticalMagnitude.NOT_INCREASING);
  }

  /**
   * The magnitude of 50 % collapse with its delta interval by Student's quantile; empty where there
   * is a reason. No bounds unless the slope differs from 0 with p below (1 - level) / 2: the
   * curvature says little of a flatter curve, and the interval would cover up to 98.9 %.
   */
  public Optional<Interval> critical(double level) {
    boolean significant = fit.isPresent() && fit.get().slopeP() < (1 - level) / 2;
    return bounded(effective(HALF).map(m -> m.studentDelta(level)), significant);
  }

  /** The same with the interval of the likelihood ratio: {@link LikelihoodInterval}. */
  public Optional<Interval> likelihood(double level) {
    return bounded(
        fit.filter(f -> f.slope() > 0).map(f -> LikelihoodInterval.of(doses, f, level)), true);
  }

  private Optional<Interval> bounded(Optional<Interval> found, boolean trusted) {
    if (reason().isPresent()) {
      return Optional.empty();
    }
    return trusted && doses.size() >= FEWEST_FOR_BOUNDS
        ? found
        : found.map(i -> Interval.unbounded(i.estimate(), i.level(), i.n()));
  }

  /** The magnitude of any share, from the fit alone (it may lie outside those tried). */
  public Optional<EffectiveMagnitude> effective(double share) {
    return fit.map(found -> new EffectiveMagnitude(found, share, trials(doses)));
  }

  /** Where outcomes are separated and rising: the largest magnitude below the collapses. */
  public OptionalDouble lastSurvived() {
    return doses.stream()
        .filter(dose -> dose.collapses() < dose.trials())
        .mapToDouble(DoseCount::magnitude)
        .max();
  }

  /** The smallest magnitude with a collapse. */
  public OptionalDouble firstCollapsed() {
    return doses.stream()
        .filter(dose -> dose.collapses() > 0)
        .mapToDouble(DoseCount::magnitude)
        .min();
  }

  private static boolean overlaps(List<DoseCount> doses) {
    double firstCollapse = Double.POSITIVE_INFINITY;
    double lastCollapse = Double.NEGATIVE_INFINITY;
    double firstSurvival = Double.POSITIVE_INFINITY;
    double lastSurvival = Double.NEGATIVE_INFINITY;
    for (DoseCount dose : doses) {
      if (dose.collapses() > 0) {
        firstCollapse = Math.min(firstCollapse, dose.magnitude());
        lastCollapse = dose.magnitude();
      }
      if (dose.collapses() < dose.trials()) {
        firstSurvival = Math.min(firstSurvival, dose.magnitude());
        lastSurvival = dose.magnitude();
      }
    }
    return firstCollapse < lastSurvival && firstSurvival < lastCollapse;
  }

  private static int trials(List<DoseCount> doses) {
    return doses.stream().mapToInt(DoseCount::trials).sum();
  }

  private double smallest() {
    return doses.get(0).magnitude();
  }

  private double largest() {
    return doses.get(doses.size() - 1).magnitude();
  }
}
