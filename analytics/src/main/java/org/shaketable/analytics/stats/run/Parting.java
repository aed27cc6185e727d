package org.shaketable.analytics.stats.run;

import java.util.Arrays;

/**
 * How fast a run that was kicked infinitesimally parts from its clean twin; no pair is left out.
 *
 * @param kind what is known of the rate
 * @param rate the rate in 1/step, or its lower bound; NaN where nothing is known
 */
public record Parting(Kind kind, double rate) {

  /** What is known of a pair's rate. */
  public enum Kind {
    /** The line through three evaluations or more before saturation. */
    FITTED,
    /** It saturated too soon for a line: the rate is at least so much. */
    AT_LEAST,
    /** It equals its twin throughout: the kick left no trace, and the rate is 0. */
    EQUAL,
    /** It has no distances, or too few evaluations. */
    UNKNOWN
  }

  /**
   * The parting of one pair. The slope of {@link DivergenceRate} where there is one. A pair that
   * saturates before its third evaluation is apart by the level of saturation there at least, so
   *
   * <pre>rate >= ln(saturation / d[0]) / (t[s] - t[0])</pre>
   *
   * with the first evaluation s at or above that level or not finite; t[0] and d[0] are the onset
   * and the size of the kick or, where that is not known, the first evaluation that has a distance.
   * Where that is s itself, the bound is 0: it grew.
   *
   * @param steps the steps of the evaluations
   * @param distance the distance to the twin at each
   * @param saturation level at which pairs have parted wholly
   * @param kick the distance right after the kick; NaN where it is not known
   * @param onset step of the kick
   */
  public static Parting of(
      long[] steps, double[] distance, double saturation, double kick, long onset) {
    if (distance.length < 2) {
      return new Parting(Kind.UNKNOWN, Double.NaN);
    }
    DivergenceRate line = DivergenceRate.of(steps, distance, saturation);
    if (!Double.isNaN(line.rate())) {
      return new Parting(line.points() == 0 ? Kind.EQUAL : Kind.FITTED, line.rate());
    }
    int first = 0;
    while (first < distance.length && !(distance[first] > 0)) {
      first++;
    }
    int end = first;
    while (end < distance.length && distance[end] < saturation) {
      end++;
    }
    boolean seen = Arrays.stream(distance).anyMatch(Double::isFinite);
    if (end == distance.length || !seen || !Double.isFinite(saturation)) {
      return new Parting(Kind.UNKNOWN, Double.NaN);
    }
    boolean known = kick > 0 && kick < saturation && steps[end] > onset;
    double from = known ? kick : distance[first];
    long since = steps[end] - (known ? onset : steps[first]);
    return new Parting(Kind.AT_LEAST, since > 0 ? Math.log(saturation / from) / since : 0);
  }

  /** Whether something is known of the rate. */
  public boolean known() {
    return kind != Kind.UNKNOWN;
  }

  /** The least that the rate may be. */
  double least() {
    return rate;
  }

  /** The most that the rate may be. */
  double most() {
    return kind == Kind.AT_LEAST ? Double.POSITIVE_INFINITY : rate;
  }
}
