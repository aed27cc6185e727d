package org.shaketable.analytics.stats.run;

import java.util.Arrays;

/**
 * How fast a run that was kicked infinitesimally parts from its clean twin; no pair is left out.
 *
 * @param kind what is known of the rate
 * @param rate the rate in 1/step, or its lower bound; NaN where nothing is said of it
 */
public record Parting(Kind kind, double rate) {
  private static final DivergenceRate NO_LINE =
      new DivergenceRate(Double.NaN, Double.NaN, 0, Double.NaN, -1, -1);

  /** What is known of a pair's rate. */
  public enum Kind {
    /** The line through three evaluations or more before saturation. */
    FITTED,
    /** It saturated too soon for a line: the rate is at least so much. */
    AT_LEAST,
    /** It equals its twin throughout: the kick left no trace, and the rate is 0. */
    EQUAL,
    /** It is no further from its twin than equal runs of a noisy program are: nothing is said. */
    UNDER_NOISE,
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
   * <p>Where equal runs differ, a distance up to that is noise: the line is through the longest
   * stretch of evaluations above it, and a pair that saturates no further apart than equal runs has
   * no bound. A trained run that is kicked by nothing parts as well.
   *
   * @param steps the steps of the evaluations
   * @param distance the distance to the twin at each
   * @param saturation level at which pairs have parted wholly
   * @param kick the distance right after the kick; NaN where it is not known
   * @param onset step of the kick
   * @param noise what equal runs may differ by at each evaluation; 0 where they have the same bits,
   *     NaN where that is not known, and with it the rate
   */
  public static Parting of(
      long[] steps, double[] distance, double saturation, double kick, long onset, double[] noise) {
    if (distance.length < 2 || Arrays.stream(noise).anyMatch(Double::isNaN)) {
      return new Parting(Kind.UNKNOWN, Double.NaN);
    }
    boolean noisy = Arrays.stream(noise).anyMatch(level -> level > 0);
    DivergenceRate line =
        noisy
            ? aboveNoise(steps, distance, saturation, noise)
            : DivergenceRate.of(steps, distance, saturation);
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
    boolean saturates = end < distance.length && Double.isFinite(saturation);
    if (noisy && seen && (!saturates || distance[end] <= noise[end])) {
      return new Parting(Kind.UNDER_NOISE, Double.NaN);
    }
    if (!saturates || !seen) {
      return new Parting(Kind.UNKNOWN, Double.NaN);
    }
    boolean known = kick > 0 && kick < saturation && steps[end] > onset;
    double from = known ? kick : distance[first];
    long since = steps[end] - (known ? onset : steps[first]);
    return new Parting(Kind.AT_LEAST, since > 0 ? Math.log(saturation / from) / since : 0);
  }

  /** The line through the longest stretch above the noise and below saturation, the first of it. */
  private static DivergenceRate aboveNoise(
      long[] steps, double[] distance, double saturation, double[] noise) {
    int from = 0;
    int to = 0;
    int begin = 0;
    for (int i = 0; i < distance.length && distance[i] < saturation; i++) {
      begin = distance[i] > noise[i] ? begin : i + 1;
      if (i + 1 - begin > to - from) {
        from = begin;
        to = i + 1;
      }
    }
    return to == from && Arrays.stream(distance).anyMatch(d -> d != 0)
        ? NO_LINE
        : DivergenceRate.of(
            Arrays.copyOfRange(steps, from, to),
            Arrays.copyOfRange(distance, from, to),
            saturation);
  }

  /** Whether the pair is among those that a median rests on. */
  public boolean known() {
    return kind != Kind.UNKNOWN;
  }

  /** The least that the rate may be. */
  double least() {
    return kind == Kind.UNDER_NOISE ? Double.NEGATIVE_INFINITY : rate;
  }

  /** The most that the rate may be. */
  double most() {
    return kind == Kind.AT_LEAST || kind == Kind.UNDER_NOISE ? Double.POSITIVE_INFINITY : rate;
  }
}
