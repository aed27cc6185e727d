package org.shaketable.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What broke, from what, how sure: the numbers on top of the report, the same as in {@code
 * report.json}.
 *
 * @param counts what became of the runs
 * @param dimensions dose survival of each workload by dimension, in the tables' order
 * @param fragile all conditions that may be the most fragile: the runs cannot tell them apart
 * @param ranked how many conditions are ranked
 * @param placebo what the sweep's placebos say
 * @param edges how far the ranking depends on the edge below which a run is lost
 * @param sensitivity how far the ranking depends on how a collapse is defined
 * @param verdicts the claims whose verdict depends on a definition
 */
public record Headline(
    Counts counts,
    List<DimensionStability> dimensions,
    List<FragileCondition> fragile,
    int ranked,
    Placebo placebo,
    Sensitivity edges,
    Sensitivity sensitivity,
    List<TurnedVerdict> verdicts) {
  public Headline {
    verdicts = List.copyOf(verdicts);
    dimensions = List.copyOf(dimensions);
    fragile = List.copyOf(fragile);
  }

  /**
   * What became of the runs of a sweep.
   *
   * @param clean unperturbed runs
   * @param perturbed perturbed runs; the other counts are of these
   * @param known perturbed runs of which it is known whether they are lost
   * @param lost how many of those are lost
   * @param placebos placebo runs
   * @param placebosKnown placebos of which it is known whether they are lost
   * @param placebosLost how many of those are lost
   * @param collapsed became competent, then collapsed
   * @param neverLearned never became competent
   * @param diverged ended with a number that is not finite
   * @param failed could not run
   * @param notAnalyzed perturbed runs and placebos that came after the analysis
   */
  public record Counts(
      long clean,
      long perturbed,
      long known,
      long lost,
      long placebos,
      long placebosKnown,
      long placebosLost,
      long collapsed,
      long neverLearned,
      long diverged,
      long failed,
      long notAnalyzed) {
    /** What is to be told of runs that came after the analysis. */
    public Optional<String> later() {
      return notAnalyzed == 0
          ? Optional.empty()
          : Optional.of(
              "%,d perturbed runs and placebos came after the last analysis, and no estimate has them: give `shaketable analyze`."
                  .formatted(notAnalyzed));
    }
  }

  /**
   * How far a ranking of conditions depends on a definition.
   *
   * @param definitions other definitions that were tried
   * @param turned those whose ranking agrees with the default's by a Kendall's tau below 0.8
   */
  public record Sensitivity(long definitions, long turned) {}

  /**
   * A claim whose verdict is another by other definitions.
   *
   * @param verdict the one that counts
   * @param definitions other definitions that were tried
   * @param turned those by which it is another
   */
  public record TurnedVerdict(
      String claim, String subject, String verdict, long definitions, long turned) {}

  /** What can be said of placebos. */
  public enum Placebo {
    /** The sweep has none: what chance alone does is not known. */
    NONE,
    /** No condition is told apart from placebo. */
    NOTHING_ABOVE,
    /** At least one condition loses more runs than placebo. */
    ABOVE
  }

  /**
   * An estimate with its interval; null where there is none.
   *
   * @param level confidence level of the interval
   * @param n runs it comes from
   */
  public record WithInterval(Double value, Double lower, Double upper, Double level, long n) {
    static WithInterval of(Map<String, Object> row) {
      return of(row, "estimate", "lower", "upper");
    }

    static WithInterval of(Map<String, Object> row, String value, String lower, String upper) {
      return new WithInterval(
          number(row, value),
          number(row, lower),
          number(row, upper),
          number(row, "level"),
          count(row, "n"));
    }
  }

  /** Dose survival of a workload against one dimension; 1 is most stable. */
  public record DimensionStability(String workload, String dimension, WithInterval stability) {}

  /** A condition with the share of runs lost, and the excess over placebo (null without one). */
  public record FragileCondition(
      String workload,
      String dimension,
      String family,
      double magnitude,
      String schedule,
      String stochasticity,
      WithInterval lost,
      WithInterval excessLoss) {}

  /** Takes the headline numbers from the results of the report's own queries. */
  static Headline of(
      Result outcomes,
      Result dimensions,
      Result fragile,
      Result edges,
      Result grid,
      Result claims,
      Result otherwise) {
    return new Headline(
        counts(outcomes),
        dimensions.records().stream()
            .filter(row -> "dose_survival".equals(row.get("metric")))
            .map(
                row ->
                    new DimensionStability(
                        text(row, "workload"), text(row, "dimension"), WithInterval.of(row)))
            .toList(),
        fragile.records().stream()
            .filter(row -> count(row, "rank_lower") == 1)
            .map(Headline::condition)
            .toList(),
        fragile.records().stream().findFirst().map(row -> (int) count(row, "conditions")).orElse(0),
        placebo(fragile.records()),
        edges(edges.records()),
        new Sensitivity(others(sum(grid.records(), "definitions")), sum(grid.records(), "turned")),
        claims.records().stream()
            .map(claim -> verdict(claim, otherwise.records()))
            .filter(verdict -> verdict.turned() > 0)
            .toList());
  }

  private static Sensitivity edges(List<Map<String, Object>> rows) {
    return new Sensitivity(
        others(rows.stream().filter(row -> row.get("kendall_tau") != null).count()),
        rows.stream().filter(row -> Boolean.FALSE.equals(row.get("ranking_holds"))).count());
  }

  /** The one that counts is one of the definitions, and none of the other ones. */
  private static long others(long definitions) {
    return Math.max(0, definitions - 1);
  }

  private static TurnedVerdict verdict(
      Map<String, Object> claim, List<Map<String, Object>> otherwise) {
    List<Map<String, Object>> own =
        otherwise.stream()
            .filter(row -> text(row, "claim").equals(text(claim, "claim")))
            .filter(row -> text(row, "subject").equals(text(claim, "subject")))
            .toList();
    return new TurnedVerdict(
        text(claim, "claim"),
        text(claim, "subject"),
        text(claim, "verdict"),
        own.size(),
        own.stream().filter(row -> Boolean.TRUE.equals(row.get("turned"))).count());
  }

  private static Placebo placebo(List<Map<String, Object>> ranks) {
    if (ranks.stream().anyMatch(row -> Boolean.TRUE.equals(row.get("above_placebo")))) {
      return Placebo.ABOVE;
    }
    return ranks.stream().anyMatch(row -> row.get("above_placebo") != null)
        ? Placebo.NOTHING_ABOVE
        : Placebo.NONE;
  }

  private static Counts counts(Result outcomes) {
    var rows = outcomes.records();
    return new Counts(
        sum(rows, "clean"),
        sum(rows, "perturbed"),
        sum(rows, "known"),
        sum(rows, "lost"),
        sum(rows, "placebos"),
        sum(rows, "placebos_known"),
        sum(rows, "placebos_lost"),
        sum(rows, "collapsed"),
        sum(rows, "never_learned"),
        sum(rows, "diverged"),
        sum(rows, "failed"),
        sum(rows, "not_analyzed"));
  }

  private static FragileCondition condition(Map<String, Object> row) {
    return new FragileCondition(
        text(row, "workload"),
        text(row, "dimension"),
        text(row, "family"),
        number(row, "magnitude"),
        text(row, "schedule"),
        text(row, "stochasticity"),
        WithInterval.of(row, "lost", "lost_lower", "lost_upper"),
        WithInterval.of(row, "excess_loss", "excess_loss_lower", "excess_loss_upper"));
  }

  private static long sum(List<Map<String, Object>> rows, String column) {
    return rows.stream().mapToLong(row -> count(row, column)).sum();
  }

  private static String text(Map<String, Object> row, String column) {
    return String.valueOf(row.get(column));
  }

  private static Double number(Map<String, Object> row, String column) {
    return row.get(column) instanceof Number number ? (Double) number.doubleValue() : null;
  }

  private static long count(Map<String, Object> row, String column) {
    return row.get(column) instanceof Number number ? number.longValue() : 0;
  }
}
