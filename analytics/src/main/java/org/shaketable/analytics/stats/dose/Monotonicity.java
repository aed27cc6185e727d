package org.shaketable.analytics.stats.dose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.shaketable.analytics.stats.bootstrap.BootstrapSettings;
import org.shaketable.analytics.stats.bootstrap.Draws;

/**
 * Test of whether collapse becomes more frequent with magnitude, against any other response.
 *
 * <pre>T = 2 (max log-likelihood - max log-likelihood of non-decreasing shares)</pre>
 *
 * <p>The non-decreasing fit pools adjacent violators; p is the share of data drawn from it whose T
 * is at least as large, (1 + k) / (1 + draws). A small p says that the response is not monotone.
 *
 * <ul>
 *   <li>already non-decreasing, or fewer than two magnitudes: T = 0, p = 1
 *   <li>the order of the doses does not matter, nor a strictly increasing map of the magnitudes
 * </ul>
 *
 * Source: Robertson, Wright and Dykstra 1988, "Order restricted statistical inference", chapter 2.
 *
 * @param statistic T
 * @param p the p-value by draws from the monotone fit
 */
public record Monotonicity(double statistic, double p) {

  /** The test of doses. */
  public static Monotonicity of(Collection<DoseCount> doses, BootstrapSettings settings) {
    List<DoseCount> merged = DoseCount.merged(doses);
    double[] shares = isotonic(merged);
    double statistic = statistic(merged);
    if (statistic == 0) {
      return new Monotonicity(0, 1);
    }
    int atLeast = 0;
    for (int i = 0; i < settings.replicates(); i++) {
      List<DoseCount> drawn = draw(merged, shares, Draws.of(settings.seed(), i));
      atLeast += statistic(drawn) >= statistic ? 1 : 0;
    }
    return new Monotonicity(statistic, (1.0 + atLeast) / (1.0 + settings.replicates()));
  }

  /** Whether non-decreasing shares are not rejected at a level such as 0.05. */
  public boolean holds(double level) {
    return p > level;
  }

  /** The non-decreasing shares of largest likelihood, one per dose ascending by magnitude. */
  static double[] isotonic(List<DoseCount> doses) {
    List<double[]> blocks = new ArrayList<>();
    for (DoseCount dose : doses) {
      double[] block = {dose.collapses(), dose.trials(), 1};
      while (!blocks.isEmpty() && share(blocks.get(blocks.size() - 1)) >= share(block)) {
        double[] last = blocks.remove(blocks.size() - 1);
        block = new double[] {last[0] + block[0], last[1] + block[1], last[2] + block[2]};
      }
      blocks.add(block);
    }
    double[] shares = new double[doses.size()];
    int i = 0;
    for (double[] block : blocks) {
      for (int k = 0; k < block[2]; k++) {
        shares[i++] = share(block);
      }
    }
    return shares;
  }

  private static double share(double[] block) {
    return block[0] / block[1];
  }

  private static double statistic(List<DoseCount> doses) {
    double[] shares = isotonic(doses);
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      DoseCount dose = doses.get(i);
      double own = (double) dose.collapses() / dose.trials();
      if (own != shares[i]) {
        sum += logLikelihood(dose, own) - logLikelihood(dose, shares[i]);
      }
    }
    return 2 * sum;
  }

  private static double logLikelihood(DoseCount dose, double share) {
    int survivals = dose.trials() - dose.collapses();
    return (dose.collapses() == 0 ? 0 : dose.collapses() * Math.log(share))
        + (survivals == 0 ? 0 : survivals * Math.log(1 - share));
  }

  private static List<DoseCount> draw(List<DoseCount> doses, double[] shares, Draws draws) {
    List<DoseCount> drawn = new ArrayList<>(doses.size());
    for (int d = 0; d < shares.length; d++) {
      int collapses = 0;
      for (int i = 0; i < doses.get(d).trials(); i++) {
        collapses += draws.nextDouble() < shares[d] ? 1 : 0;
      }
      drawn.add(new DoseCount(doses.get(d).magnitude(), doses.get(d).trials(), collapses));
    }
    return drawn;
  }
}
