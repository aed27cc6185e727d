package org.shaketable.analytics.stats.detection;

import java.util.Arrays;
import org.shaketable.analytics.stats.run.RunningLoss;

/**
 * The rules by which two training programs call a loss a spike, as scores: the larger, the further
 * beyond what came before.
 *
 * <ul>
 *   <li>NaN where fewer than eight finite losses are past
 *   <li>a loss that is not finite: positive infinity
 * </ul>
 */
public final class LossSpikes {
  /** OLMo 2 looks at the latest 128 losses here, as its spike score does. */
  private static final int OLMO_WINDOW = 128;

  private static final int COMPOSER_WINDOW = 100;
  private static final int COMPOSER_PATIENCE = 4;

  private LossSpikes() {}

  /**
   * OLMo 2: standard deviations above the mean of the losses before (arXiv 2501.00656; it counts
   * those of 7 and more).
   */
  public static double[] olmo(double[] losses) {
    RunningLoss running = new RunningLoss(OLMO_WINDOW);
    double[] scores = new double[losses.length];
    for (int i = 0; i < losses.length; i++) {
      scores[i] = running.ready() ? running.sigmasAbove(losses[i]) : Double.NaN;
      running.add(losses[i]);
    }
    return scores;
  }

  /**
   * Composer and LLM Foundry (callback KillLossSpike): the loss over the mean of the 100 losses
   * before, the least of the latest 5, for more than 4 in a row at twice the mean stop a run there.
   * Where that mean is not positive the ratio says nothing and is NaN.
   */
  public static double[] composer(double[] losses) {
    RunningLoss running = new RunningLoss(COMPOSER_WINDOW);
    double[] ratios = new double[losses.length];
    for (int i = 0; i < losses.length; i++) {
      ratios[i] = running.ready() ? ratio(losses[i], running.mean()) : Double.NaN;
      running.add(losses[i]);
    }
    double[] scores = new double[losses.length];
    Arrays.setAll(scores, i -> least(ratios, i));
    return scores;
  }

  private static double ratio(double loss, double mean) {
    if (!Double.isFinite(loss)) {
      return Double.POSITIVE_INFINITY;
    }
    return mean > 0 ? loss / mean : Double.NaN;
  }

  private static double least(double[] ratios, int last) {
    if (last < COMPOSER_PATIENCE) {
      return Double.NaN;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = last - COMPOSER_PATIENCE; i <= last; i++) {
      least = Math.min(least, ratios[i]);
    }
    return least;
  }
}
