package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.correlation.KendallTau;
import org.shaketable.analytics.stats.sensitivity.RankAgreement;
import org.shaketable.analytics.table.Condition;

/**
 * How the conditions of some runs are ranked by the share of runs that something happens to, when
 * what happens is defined otherwise.
 */
final class RankingByDefinition {

  /** The runs of a condition, and of how many of them each definition says that it happens. */
  private static final class Count {
    private final int[] happens;
    private int runs;

    private Count(int definitions) {
      happens = new int[definitions];
    }

    private void add(BitSet run) {
      runs++;
      run.stream().forEach(definition -> happens[definition]++);
    }

    private double share(int definition) {
      return (double) happens[definition] / runs;
    }
  }

  private final List<Count> conditions;
  private final Count all;
  private final double[] byDefault;

  /**
   * Counts, each run once.
   *
   * @param definitions how many there are
   * @param byDefault the one that counts
   * @param happens the definitions by which it happens to a run
   */
  RankingByDefinition(
      List<JudgedRun> runs, int definitions, int byDefault, Function<JudgedRun, BitSet> happens) {
    Map<Condition, Count> counts = new TreeMap<>();
    this.all = new Count(definitions);
    for (JudgedRun run : runs) {
      BitSet of = happens.apply(run);
      counts.computeIfAbsent(run.condition(), none -> new Count(definitions)).add(of);
      all.add(of);
    }
    this.conditions = new ArrayList<>(counts.values());
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

  Outcome by(int definition) {
    return new Outcome(all.share(definition), KendallTau.of(byDefault, shares(definition)).b());
  }

  /** How many conditions are ranked. */
  int conditions() {
    return conditions.size();
  }

  private double[] shares(int definition) {
    return conditions.stream().mapToDouble(count -> count.share(definition)).toArray();
  }
}
