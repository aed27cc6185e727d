package org.shaketable.analytics.condition;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.correlation.KendallTau;
import org.shaketable.analytics.stats.sensitivity.RankAgreement;

/**
 * How the conditions of some runs are ranked by the share of runs that something happens to, when
 * what happens is defined otherwise.
 */
final class RankingByDefinition {
  private final List<JudgedRun> runs;
  private final Collection<List<JudgedRun>> conditions;
  private final double[] byDefault;

  RankingByDefinition(List<JudgedRun> runs, Predicate<JudgedRun> byDefault) {
    this.runs = runs;
    this.conditions =
        runs.stream()
            .collect(Collectors.groupingBy(JudgedRun::condition, TreeMap::new, Collectors.toList()))
            .values();
    this.byDefault = shares(byDefault);
  }

  /**
   * What another definition says.
   *
   * @param share of all runs; NaN for none
   * @param tau Kendall's tau between the conditions' shares by it and by the default
   */
  record Outcome(double share, double tau) {
    /** Whether the ranking holds; null where tau is not defined. */
    Boolean holds() {
      return Double.isNaN(tau) ? null : (Boolean) (tau >= RankAgreement.THRESHOLD);
    }
  }

  Outcome by(Predicate<JudgedRun> definition) {
    return new Outcome(share(runs, definition), KendallTau.of(byDefault, shares(definition)).b());
  }

  /** How many conditions are ranked. */
  int conditions() {
    return conditions.size();
  }

  private double[] shares(Predicate<JudgedRun> definition) {
    return conditions.stream().mapToDouble(members -> share(members, definition)).toArray();
  }

  private static double share(List<JudgedRun> runs, Predicate<JudgedRun> definition) {
    return runs.stream()
        .mapToDouble(run -> definition.test(run) ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }
}
