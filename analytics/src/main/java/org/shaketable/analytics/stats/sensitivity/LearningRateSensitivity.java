package org.shaketable.analytics.stats.sensitivity;

import java.util.Arrays;
import org.shaketable.analytics.stats.bootstrap.Statistic;

/**
 * How much worse the final loss gets, on average, when the learning rate is off its best value.
 *
 * <pre>sensitivity = mean over learning rates of (min(loss, untrained) - smallest loss)</pre>
 *
 * In the loss's unit; smaller is more stable. The learning rates should be evenly spaced on a
 * logarithmic scale (by custom over three orders of magnitude) and the same for what is compared.
 *
 * <ul>
 *   <li>a loss of NaN or infinity (diverged) counts as untrained
 *   <li>no learning rate: NaN; one: 0
 *   <li>the order does not matter; scaling losses scales it, a shift of all changes nothing
 * </ul>
 *
 * Source: Wortsman et al., "Small-scale proxies for large-scale transformer training
 * instabilities", arXiv 2309.14322, section 2.
 */
public final class LearningRateSensitivity {
  private LearningRateSensitivity() {}

  /** A final loss as it counts: at most the untrained one, which stands for one not finite. */
  public static double capped(double loss, double untrained) {
    return Double.isFinite(loss) ? Math.min(loss, untrained) : untrained;
  }

  /**
   * The sensitivity of several replicates at each learning rate, of which the mean counts: for the
   * bootstrap, of strata made of learning rates with one column of final losses.
   */
  public static Statistic statistic(double untrained) {
    return rows -> {
      double[] means = new double[rows.strata().strata()];
      for (int s = 0; s < means.length; s++) {
        int start = rows.strata().start(s);
        int end = rows.strata().start(s + 1);
        for (int row = start; row < end; row++) {
          means[s] +=
              rows.count(row) * capped(rows.strata().value(0, row), untrained) / (end - start);
        }
      }
      return of(means, untrained);
    };
  }

  /**
   * The sensitivity.
   *
   * @param losses final loss at each learning rate
   * @param untrained loss before training
   */
  public static double of(double[] losses, double untrained) {
    double[] capped = Arrays.stream(losses).map(loss -> capped(loss, untrained)).toArray();
    double best = Arrays.stream(capped).min().orElse(Double.NaN);
    return Arrays.stream(capped).map(loss -> loss - best).average().orElse(Double.NaN);
  }
}
