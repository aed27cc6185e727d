package org.shaketable.analytics.stats.run;

import java.util.Optional;
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
 * @param window the window in evaluations, default 128
 * @param tolerance factor on the mean before the spike, default 1.10
 * @param patience the patience in steps, default 100
 */
public record LossRule(double sigmas, int window, double tolerance, long patience) {
  public static final LossRule DEFAULT = new LossRule(7, 128, 1.10, 100);

  /**
   * A collapse of the loss.
   *
   * @param evaluation the evaluation at which it shows
   * @param known the first at which no later one is needed to tell
   */
  public record Found(int evaluation, int known) {}

  /** The first collapse of the loss at evaluation {@code from} or later. */
  public Optional<Found> first(Curve run, int from) {
    RunningLoss running = new RunningLoss(window);
    double untrained = run.untrainedLoss();
    for (int i = 0; i < run.length(); i++) {
      double loss = run.loss(i);
      boolean risen = loss > untrained;
      boolean spiked = i >= from && running.ready() && running.above(loss, sigmas);
      if (i >= from && risen) {
        return Optional.of(new Found(i, i));
      }
      OptionalInt stays = spiked ? stays(run, i, tolerance * running.mean()) : OptionalInt.empty();
      if (stays.isPresent()) {
        return Optional.of(new Found(i, stays.getAsInt()));
      }
      untrained = Double.isNaN(untrained) && Double.isFinite(loss) ? loss : untrained;
      running.add(loss);
    }
    return Optional.empty();
  }

  /** The evaluation by which a spike has not come back in time. */
  private OptionalInt stays(Curve run, int spike, double bound) {
    long deadline = run.step(spike) + patience;
    for (int i = spike; i < run.length(); i++) {
      if (run.loss(i) <= bound) {
        return OptionalInt.empty();
      }
      if (run.step(i) >= deadline) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
