package org.shaketable.analytics.stats.run;

import java.util.OptionalInt;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * Collapse of a language model's loss: above the untrained loss, or a spike that does not come
 * back.
 *
 * <ul>
 *   <li>untrained loss: {@link Curve#untrainedLoss}; where that is not known, the first finite loss
 *   <li>spike: a loss at least {@code sigmas} standard deviations above the mean of the (at most
 *       {@code window}) losses before it, that is not back within {@code tolerance} times that mean
 *       in {@code patience} steps; a curve that ends sooner proves nothing
 *   <li>fewer than eight losses before: no spike can be seen
 * </ul>
 *
 * Sources: the spike rules of OLMo (arXiv 2501.00656) and of Composer's loss-spike callbacks.
 *
 * @param sigmas default 7
 * @param window in evaluations, default 128
 * @param tolerance factor on the mean before the spike, default 1.10
 * @param patience in steps, default 100
 */
public record LossRule(double sigmas, int window, double tolerance, long patience) {
  public static final LossRule DEFAULT = new LossRule(7, 128, 1.10, 100);

  /** The first evaluation, at {@code from} or later, at which the loss has collapsed. */
  public OptionalInt first(Curve run, int from) {
    RunningLoss running = new RunningLoss(window);
    double untrained = run.untrainedLoss();
    for (int i = 0; i < run.length(); i++) {
      double loss = run.loss(i);
      boolean risen = loss > untrained;
      boolean spiked = running.ready() && running.sigmasAbove(loss) >= sigmas;
      if (i >= from && (risen || (spiked && stays(run, i, tolerance * running.mean())))) {
        return OptionalInt.of(i);
      }
      untrained = Double.isNaN(untrained) && Double.isFinite(loss) ? loss : untrained;
      running.add(loss);
    }
    return OptionalInt.empty();
  }

  private boolean stays(Curve run, int spike, double bound) {
    long deadline = run.step(spike) + patience;
    for (int i = spike; i < run.length(); i++) {
      if (run.loss(i) <= bound) {
        return false;
      }
      if (run.step(i) >= deadline) {
        return true;
      }
    }
    return false;
  }
}
