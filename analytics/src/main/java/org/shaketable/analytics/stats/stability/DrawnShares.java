package org.shaketable.analytics.stats.stability;

import java.util.Arrays;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.bootstrap.Resample;
import org.shaketable.analytics.stats.bootstrap.Statistic;
import org.shaketable.analytics.stats.bootstrap.Strata;
import org.shaketable.analytics.stats.descriptive.Percentiles;

/**
 * Shares of collapse and recovery in the draws of a bootstrap.
 *
 * <p>Drawing runs alone takes for certain what all runs of a sample have in common: where none of
 * 20 collapsed, none does in any draw, and where the one that did came back, all do. So
 *
 * <ul>
 *   <li>each run drawn has its outcome (collapsed or not) replaced by that of a fair coin, with
 *       probability (1/2) / (n + 1/2) for n runs: on average the share is that of (k + 1/4) / (n +
 *       1/2), and keeps how it goes together with what else was drawn of the runs
 *   <li>the share of recoveries is drawn from its distribution by Jeffreys, Beta(r + 1/2, m - r +
 *       1/2) for r of m runs that could recover, also in a draw without such a run
 *   <li>where no run of the sample could recover, the share is not defined (NaN)
 * </ul>
 *
 * Sources: Davison and Hinkley 1997, section 3.4 (smoothed bootstrap); Brown, Cai and DasGupta,
 * doi:10.1214/ss/1009213286 (Jeffreys).
 */
final class DrawnShares {
  /** As many equally likely shares as stand for the Beta distribution. */
  private static final int SHARES = 128;

  private static final int STEPS = 1024;

  private static final double COIN = 0.5;

  private final Statistic survived;
  private final int runs;
  private final double noneReplaced;
  private final double odds;
  private final double[] recoveries;

  DrawnShares(Strata strata, int survivedColumn, int recoveryColumn) {
    this.survived = Statistic.mean(survivedColumn);
    this.runs = Percentiles.withoutNaN(strata.column(survivedColumn)).length;
    double replaced = COIN / (runs + COIN);
    this.noneReplaced = Math.pow(1 - replaced, runs);
    this.odds = replaced / (1 - replaced);
    this.recoveries = recoveries(Percentiles.withoutNaN(strata.column(recoveryColumn)));
  }

  private static double[] recoveries(double[] outcomes) {
    return outcomes.length == 0
        ? new double[0]
        : quantiles(Arrays.stream(outcomes).sum(), outcomes.length);
  }

  /**
   * Quantiles of Beta(r + 1/2, m - r + 1/2) in the middle of equally likely parts, within about
   * 0.001. With the share x = sin^2 a the density is that of sin^2r a cos^2(m - r) a, smooth even
   * where r is 0 or m; it is summed over steps of a.
   */
  static double[] quantiles(double r, double m) {
    double[] below = new double[STEPS];
    double most = r * log(r / m) + (m - r) * log(1 - r / m);
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double x = share(i + 0.5);
      sum += StrictMath.exp(r * log(x) + (m - r) * log(1 - x) - most);
      below[i] = sum;
    }
    double[] shares = new double[SHARES];
    int step = 0;
    for (int i = 0; i < SHARES; i++) {
      double wanted = sum * (i + 0.5) / SHARES;
      while (below[step] < wanted) {
        step++;
      }
      double before = step == 0 ? 0 : below[step - 1];
      shares[i] = share(step + (wanted - before) / (below[step] - before));
    }
    return shares;
  }

  private static double share(double step) {
    double sine = StrictMath.sin(Math.PI / 2 * step / STEPS);
    return sine * sine;
  }

  /** Logarithm, but 0 of 0, which only stands where its factor is 0. */
  private static double log(double x) {
    return x > 0 ? StrictMath.log(x) : 0;
  }

  /** Share of the runs drawn that did not collapse; NaN where none of them had learned. */
  double nonCollapse(Resample rows) {
    Draws draws = rows.further();
    double share = survived.of(rows);
    double kept = share * runs;
    for (int left = replaced(draws.nextDouble()); left > 0; left--) {
      kept += (draws.nextDouble() < COIN ? 1 : 0) - (draws.nextDouble() * runs < kept ? 1 : 0);
    }
    return Math.max(0, Math.min(runs, kept)) / runs;
  }

  /** How many outcomes are replaced: the quantile of their binomial distribution. */
  private int replaced(double probability) {
    int count = 0;
    double term = noneReplaced;
    double below = term;
    while (probability > below && count < runs) {
      term *= odds * (runs - count) / (count + 1);
      below += term;
      count++;
    }
    return count;
  }

  /** A share of recoveries; NaN where no run of the sample could recover. */
  double recovery(Resample rows) {
    return recoveries.length == 0 ? Double.NaN : recoveries[rows.further().nextInt(SHARES)];
  }
}
