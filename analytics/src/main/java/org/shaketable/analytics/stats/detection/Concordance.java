package org.shaketable.analytics.stats.detection;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.shaketable.analytics.stats.comparison.Places;
import org.shaketable.analytics.stats.comparison.Ranks;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.descriptive.Rounding;
import org.shaketable.analytics.stats.interval.Interval;

/**
 * Stratified concordance of a score with what is to come: of all pairs of a case and a control of
 * one stratum, the share in which the case scores higher (ties and unknown scores 1/2).
 *
 * <pre>
 * c = sum over strata, cases i, controls j of agreement(i, j) / number of pairs
 * c without seed s = (sum - sum of pairs with s) / (pairs - pairs with s)
 * se^2 = (S - 1) / S sum over S seeds of (c without s - their mean)^2
 * </pre>
 *
 * It is a sum that merges ({@link #plus}): counts by seed are all that leaving out a seed, with all
 * conditions and landmarks that it has part in, needs. 0.5 is a score without information.
 *
 * <ul>
 *   <li>no pair: NaN
 *   <li>fewer than four seeds with pairs: no bounds
 *   <li>a stratum without a case or without a control has no pair and says nothing
 * </ul>
 *
 * Sources: Heagerty and Zheng 2005, doi:10.1111/j.0006-341X.2005.030814.x (cases and controls at
 * one time); van Houwelingen 2007, doi:10.1111/j.1467-9469.2006.00529.x (landmarks); Shao and Tu
 * 1995, section 2.3 (leaving out clusters); the interval of c is {@link Auc}'s with that standard
 * error, which keeps bounds apart where all pairs agree.
 */
public final class Concordance implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int FEWEST = 4;

  /** Pairs for each score up to which it is faster to go through them than to sort the scores. */
  private static final long FEW = 16;

  private final double[] pairs;
  private final double[] agreements;
  private double allPairs;
  private double allAgreements;

  /** No pair yet, of seeds numbered from 0. */
  public Concordance(int seeds) {
    pairs = new double[seeds];
    agreements = new double[seeds];
  }

  /**
   * Takes in one pair.
   *
   * @param agreement 1 where the case scores higher, 0 where the control does, else 1/2
   */
  public void add(int caseSeed, int controlSeed, double agreement) {
    allPairs++;
    allAgreements += agreement;
    pairs[caseSeed]++;
    agreements[caseSeed] += agreement;
    if (controlSeed != caseSeed) {
      pairs[controlSeed]++;
      agreements[controlSeed] += agreement;
    }
  }

  /** How a case's score less a control's agrees; 1/2 where it is not known. */
  public static double agreement(double difference) {
    return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
  }

  /**
   * Takes in all pairs of some cases with some controls, none of which has a case's seed. Counts
   * are whole and half numbers, so that their sums do not round.
   */
  public void add(Side cases, Side controls) {
    if (few(cases.seeds.length, controls.seeds.length)) {
      addEach(cases, controls);
    } else {
      addSorted(cases, controls);
    }
  }

  private static boolean few(long cases, long controls) {
    return cases * controls <= FEW * (cases + controls);
  }

  /** Pair by pair. */
  private void addEach(Side cases, Side controls) {
    int[] twiceAgainst = new int[controls.seeds.length];
    for (int i = 0; i < cases.seeds.length; i++) {
      double score = cases.scores[i];
      int twice = 0;
      for (int j = 0; j < twiceAgainst.length; j++) {
        double other = controls.scores[j];
        // Two comparisons without a branch: which way they go cannot be foreseen.
        int agreement = 1 + (score > other ? 1 : 0) - (score < other ? 1 : 0);
        twice += agreement;
        twiceAgainst[j] += agreement;
      }
      addCase(cases.seeds[i], twice / 2.0, twiceAgainst.length);
    }
    for (int j = 0; j < twiceAgainst.length; j++) {
      addControl(controls.seeds[j], twiceAgainst[j] / 2.0, cases.seeds.length);
    }
  }

  /**
   * By looking up each score among the sorted ones of the other side, in time that grows with n log
   * n and not with the number of pairs.
   */
  private void addSorted(Side cases, Side controls) {
    double[] below = controls.sorted();
    for (int i = 0; i < cases.seeds.length; i++) {
      addCase(
          cases.seeds[i],
          higher(cases.scores[i], below, controls.seeds.length),
          controls.seeds.length);
    }
    double[] above = cases.sorted();
    for (int j = 0; j < controls.seeds.length; j++) {
      double against = higher(controls.scores[j], above, cases.seeds.length);
      addControl(controls.seeds[j], cases.seeds.length - against, cases.seeds.length);
    }
  }

  /**
   * Takes in all pairs of the first of some scores, those of cases, with the others, those of
   * controls, no two of which have a seed in common; in time that grows with their number.
   *
   * @param seeds one of each score
   * @param places those of the scores
   */
  public void add(int cases, int[] seeds, Places places) {
    int[] casesUpTo = new int[places.known() + 1];
    for (int i = 0; i < cases; i++) {
      if (places.known(i)) {
        casesUpTo[places.below(i) + 1]++;
      }
    }
    for (int i = 1; i < casesUpTo.length; i++) {
      casesUpTo[i] += casesUpTo[i - 1];
    }
    int knownCases = casesUpTo[places.known()];
    int controls = seeds.length - cases;
    int unknownControls = controls - (places.known() - knownCases);
    for (int i = 0; i < seeds.length; i++) {
      // Of the scores below and of those that are equal, how many are of cases and of controls.
      int below = places.known(i) ? places.below(i) : 0;
      int end = places.known(i) ? places.notAbove(i) : 0;
      int casesBelow = casesUpTo[below];
      int casesEqual = casesUpTo[end] - casesBelow;
      if (i < cases) {
        double higher = below - casesBelow + (end - below - casesEqual + unknownControls) / 2.0;
        addCase(seeds[i], places.known(i) ? higher : controls / 2.0, controls);
      } else {
        double against = casesBelow + (casesEqual + cases - knownCases) / 2.0;
        addControl(seeds[i], cases - (places.known(i) ? against : cases / 2.0), cases);
      }
    }
  }

  private void addCase(int seed, double agreement, int controls) {
    allPairs += controls;
    allAgreements += agreement;
    pairs[seed] += controls;
    agreements[seed] += agreement;
  }

  /** The pairs themselves have been counted with the cases. */
  private void addControl(int seed, double agreement, int cases) {
    pairs[seed] += cases;
    agreements[seed] += agreement;
  }

  /**
   * Cases or controls of one stratum.
   *
   * @param scores one of each seed; NaN where it is not known
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Side(int[] seeds, double[] scores) {
    /** The known scores, ascending, with one zero. */
    private double[] sorted() {
      double[] sorted = new double[scores.length];
      int known = 0;
      for (double score : scores) {
        if (!Double.isNaN(score)) {
          sorted[known++] = score + 0.0;
        }
      }
      sorted = Arrays.copyOf(sorted, known);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  /** How many of so many others a score is higher than, ties and unknown ones counting half. */
  private static double higher(double score, double[] sorted, int others) {
    if (Double.isNaN(score)) {
      return others / 2.0;
    }
    int less = Ranks.below(sorted, score);
    int equal = Ranks.notAbove(sorted, score) - less;
    return less + (equal + others - sorted.length) / 2.0;
  }

  /** The pairs of both; neither is changed. */
  public Concordance plus(Concordance other) {
    Concordance sum = new Concordance(pairs.length);
    sum.allPairs = allPairs + other.allPairs;
    sum.allAgreements = allAgreements + other.allAgreements;
    Arrays.setAll(sum.pairs, i -> pairs[i] + other.pairs[i]);
    Arrays.setAll(sum.agreements, i -> agreements[i] + other.agreements[i]);
    return sum;
  }

  /** The share of pairs that agree. */
  public double value() {
    return allAgreements / allPairs;
  }

  /** Number of pairs. */
  public long pairs() {
    return (long) allPairs;
  }

  /** Seeds that some pair has. */
  public int seeds() {
    return (int) Arrays.stream(pairs).filter(count -> count > 0).count();
  }

  private double[] withoutEach() {
    return IntStream.range(0, pairs.length)
        .filter(s -> pairs[s] > 0)
        .mapToDouble(s -> (allAgreements - agreements[s]) / (allPairs - pairs[s]))
        .toArray();
  }

  /**
   * The concordance with its interval.
   *
   * @param cases runs that were a case at some landmark
   * @param controls runs that were a control at some landmark
   */
  public Interval interval(int cases, int controls, double level) {
    double error = seeds() < FEWEST ? Double.NaN : error(withoutEach());
    return Double.isNaN(error)
        ? Interval.unbounded(value(), level, seeds())
        : new Auc(value(), error, cases, cases + controls).interval(level);
  }

  /** p of no information, two-sided, by Student's t over seeds; NaN where there are too few. */
  public double p() {
    double error = seeds() < FEWEST ? Double.NaN : error(withoutEach());
    return error > 0
        ? 2 * TDistribution.of(seeds() - 1.0).survivalProbability(Math.abs(value() - 0.5) / error)
        : Double.NaN;
  }

  /**
   * How much more of the same pairs this has right than another score of them, with Student's t
   * interval over seeds; no bounds where leaving out seeds changes nothing.
   */
  public Interval gainOver(Concordance other, double level) {
    double gain = value() - other.value();
    if (seeds() < FEWEST) {
      return Interval.unbounded(gain, level, seeds());
    }
    double[] mine = withoutEach();
    double[] others = other.withoutEach();
    Arrays.setAll(mine, i -> mine[i] - others[i]);
    return Interval.student(gain, error(mine), seeds() - 1.0, level, seeds()).within(-1, 1);
  }

  /** 0 where leaving out seeds changes what are shares, or their differences, by rounding only. */
  private static double error(double[] leftOut) {
    double n = leftOut.length;
    double error = Math.sqrt((n - 1) / n * Moments.of(leftOut).m2());
    return Rounding.only(error, 1) ? 0 : error;
  }
}
