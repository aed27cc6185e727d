package org.shaketable.analytics.stats.run;

/**
 * Share of losses that lie far above the running mean.
 *
 * <pre>score = #{t : loss[t] - mean >= 7 sd} / #{t judged}</pre>
 *
 * with mean and population standard deviation of the at most 128 finite losses before t. Smaller is
 * more stable.
 *
 * <ul>
 *   <li>the first eight finite losses are not judged, for want of a past
 *   <li>a loss of NaN or infinity after them is a spike, and does not enter the mean
 *   <li>nothing judged (empty, or too short): NaN
 *   <li>scaling by a positive factor or shifting all losses changes nothing
 * </ul>
 *
 * Source: the spike score of OLMo 2, arXiv 2501.00656.
 *
 * @param sigmas default 7
 * @param window losses of the running mean, default 128
 */
public record SpikeScore(double sigmas, int window) {
  public static final SpikeScore DEFAULT = new SpikeScore(7, 128);

  public SpikeScore {
    if (!(sigmas > 0) || window < RunningLoss.MINIMUM) {
      throw new IllegalArgumentException(
          "Invalid spike score: expected sigmas > 0 and window >= "
              + RunningLoss.MINIMUM
              + ", found "
              + sigmas
              + " and "
              + window);
    }
  }

  /** The score of the losses of one run in order. */
  public double of(double[] losses) {
    RunningLoss running = new RunningLoss(window);
    int judged = 0;
    int spikes = 0;
    for (double loss : losses) {
      if (running.ready()) {
        judged++;
        spikes += running.above(loss, sigmas) ? 1 : 0;
      }
      running.add(loss);
    }
    return judged == 0 ? Double.NaN : (double) spikes / judged;
  }
}
