package org.shaketable.analytics.stats.run;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * Visible failure of a run that had learned; the first of three kinds.
 *
 * <ul>
 *   <li>{@link CollapseKind#NON_FINITE}: the run diverged, or performance or loss is NaN or
 *       infinite at an evaluation (a loss of NaN before the first finite one is not counted)
 *   <li>{@link CollapseKind#PERFORMANCE}: the trailing mean of normalised performance is below
 *       {@code share} of the twin's <i>and</i> below the clean band, {@code consecutive} times in a
 *       row; the collapse is the first of them
 *   <li>{@link CollapseKind#LOSS}, where the rules count it: see {@link LossRule}
 * </ul>
 *
 * <p>Edge cases: a run that was never competent cannot collapse; where the twin has no value
 * (shorter, or diverged) the median of the clean band stands for it; where there is no band either,
 * performance cannot collapse; of two kinds at the same step the first in the list counts. No
 * collapse is more stable, and a later one more than an earlier one.
 *
 * @param evaluation the evaluation at which it shows: for a divergence between two evaluations, the
 *     one that did not come any more
 * @param step the step of that evaluation
 * @param knownStep the step at which no later evaluation is needed to tell: for performance that of
 *     the last of the {@code consecutive}, for a spike that by which it had not come back
 */
public record Collapse(CollapseKind kind, int evaluation, long step, long knownStep) {

  /** The collapse of a run, if any; both curves and the band normalised. */
  public static Optional<Collapse> of(Curve run, Curve twin, CleanBand band, CollapseRules rules) {
    OptionalInt competent = rules.competence().of(run);
    if (competent.isEmpty()) {
      return Optional.empty();
    }
    int from = competent.getAsInt();
    return Stream.concat(
            otherKinds(run, rules, from),
            performance(run, Fall.of(run, twin, band, rules.window(), from), rules).stream())
        .min(Comparator.comparingLong(Collapse::step).thenComparing(Collapse::kind));
  }

  /**
   * Whether a run collapses by each of several rules.
   *
   * @param grid rules that differ in {@code share}, {@code window} and {@code consecutive} alone
   * @return the numbers of those by which it does
   */
  public static BitSet present(Curve run, Curve twin, CleanBand band, List<CollapseRules> grid) {
    CollapseRules rules = grid.get(0);
    if (grid.stream()
        .anyMatch(r -> !rules.with(r.share(), r.window(), r.consecutive()).equals(r))) {
      throw new IllegalArgumentException(
          "Invalid rules: expected the same but for share, window and consecutive, found " + grid);
    }
    BitSet present = new BitSet(grid.size());
    OptionalInt competent = rules.competence().of(run);
    if (competent.isEmpty() || otherKinds(run, rules, competent.getAsInt()).count() > 0) {
      present.set(0, grid.size(), competent.isPresent());
      return present;
    }
    Map<Integer, Fall> falls = new HashMap<>();
    Map<List<Number>, Integer> longest = new HashMap<>();
    for (int i = 0; i < grid.size(); i++) {
      CollapseRules rule = grid.get(i);
      Fall fall =
          falls.computeIfAbsent(
              rule.window(), window -> Fall.of(run, twin, band, window, competent.getAsInt()));
      int below =
          longest.computeIfAbsent(
              List.of(rule.window(), rule.share()), none -> fall.longest(rule.share()));
      present.set(i, below >= rule.consecutive());
    }
    return present;
  }

  private static Stream<Collapse> otherKinds(Curve run, CollapseRules rules, int from) {
    return Stream.concat(
        nonFinite(run, from).stream(),
        rules.loss() == LossCollapse.COUNTED ? loss(run, from).stream() : Stream.empty());
  }

  private static Optional<Collapse> nonFinite(Curve run, int from) {
    boolean lossSeen = false;
    for (int i = 0; i < run.length(); i++) {
      double loss = run.loss(i);
      lossSeen |= Double.isFinite(loss);
      boolean badLoss = Double.isInfinite(loss) || (Double.isNaN(loss) && lossSeen);
      if (i >= from && (badLoss || !Double.isFinite(run.performance(i)))) {
        return Optional.of(nonFinite(i, run.step(i)));
      }
    }
    OptionalLong step = run.divergedStep();
    return step.isPresent()
        ? Optional.of(nonFinite(run.length(), step.getAsLong()))
        : Optional.empty();
  }

  private static Optional<Collapse> performance(Curve run, Fall fall, CollapseRules rules) {
    OptionalInt first = fall.first(rules.share(), rules.consecutive());
    return first.isPresent()
        ? Optional.of(
            at(
                CollapseKind.PERFORMANCE,
                run,
                first.getAsInt(),
                first.getAsInt() + rules.consecutive() - 1))
        : Optional.empty();
  }

  private static Optional<Collapse> loss(Curve run, int from) {
    return LossRule.DEFAULT
        .first(run, from)
        .map(found -> at(CollapseKind.LOSS, run, found.evaluation(), found.known()));
  }

  private static Collapse nonFinite(int evaluation, long step) {
    return new Collapse(CollapseKind.NON_FINITE, evaluation, step, step);
  }

  private static Collapse at(CollapseKind kind, Curve run, int evaluation, int known) {
    return new Collapse(kind, evaluation, run.step(evaluation), run.step(known));
  }
}
