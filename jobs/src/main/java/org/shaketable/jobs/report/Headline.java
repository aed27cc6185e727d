package org.shaketable.jobs.report;

import java.util.List;
import java.util.Map;

/**
 * What broke, from what, how sure: the numbers on top of the report, the same as in {@code
 * report.json}.
 *
 * @param counts what became of the runs
 * @param dimensions stability of each workload by dimension, in the tables' order
 * @param fragile the conditions of least stability, least stable first; at most three
 */
public record Headline(
    Counts counts, List<DimensionStability> dimensions, List<FragileCondition> fragile) {
  private static final int FRAGILE = 3;

  public Headline {
    dimensions = List.copyOf(dimensions);
    fragile = List.copyOf(fragile);
  }

  /**
   * What became of the runs of a sweep.
   *
   * @param clean unperturbed runs
   * @param perturbed perturbed runs; the other counts are of these
   * @param collapsed became competent, then collapsed
   * @param neverLearned never became competent
   * @param diverged ended with a number that is not finite
   * @param failed could not run
   */
  public record Counts(
      long clean, long perturbed, long collapsed, long neverLearned, long diverged, long failed) {}

  /**
   * An estimate with its interval; null where there is none.
   *
   * @param level confidence level of the interval
   * @param n runs it comes from
   */
  public record Estimate(Double value, Double lower, Double upper, Double level, long n) {
    static Estimate of(Map<String, Object> row) {
      return of(row, "estimate", "lower", "upper");
    }

    static Estimate of(Map<String, Object> row, String value, String lower, String upper) {
      return new Estimate(
          number(row, value),
          number(row, lower),
          number(row, upper),
          number(row, "level"),
          count(row, "n"));
    }
  }

  /** How stable a workload is against one dimension; 1 is most stable. */
  public record DimensionStability(String workload, String dimension, Estimate stability) {}

  /** A condition with its stability (1 is most stable) and the share of runs that collapsed. */
  public record FragileCondition(
      String workload,
      String dimension,
      String family,
      double magnitude,
      String schedule,
      String stochasticity,
      Estimate stability,
      Estimate collapseRate) {}

  /** Takes the headline numbers from the results of the report's own queries. */
  static Headline of(Result outcomes, Result dimensions, Result fragile) {
    return new Headline(
        counts(outcomes),
        dimensions.records().stream()
            .filter(row -> "stability".equals(row.get("metric")))
            .map(
                row ->
                    new DimensionStability(
                        text(row, "workload"), text(row, "dimension"), Estimate.of(row)))
            .toList(),
        fragile.records().stream().limit(FRAGILE).map(Headline::condition).toList());
  }

  private static Counts counts(Result outcomes) {
    var rows = outcomes.records();
    return new Counts(
        sum(rows, "clean"),
        sum(rows, "perturbed"),
        sum(rows, "collapsed"),
        sum(rows, "never_learned"),
        sum(rows, "diverged"),
        sum(rows, "failed"));
  }

  private static FragileCondition condition(Map<String, Object> row) {
    return new FragileCondition(
        text(row, "workload"),
        text(row, "dimension"),
        text(row, "family"),
        number(row, "magnitude"),
        text(row, "schedule"),
        text(row, "stochasticity"),
        Estimate.of(row, "stability", "stability_lower", "stability_upper"),
        Estimate.of(row, "collapse_rate", "collapse_lower", "collapse_upper"));
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
