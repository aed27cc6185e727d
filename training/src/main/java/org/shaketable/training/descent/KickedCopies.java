package org.shaketable.training.descent;

import java.util.Map;
import org.shaketable.random.Gaussian;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.RecoveryRate;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Kicks;

/**
 * Copies of a descent, one kicked and one not, that make the same updates: how fast they come
 * together again is the feature {@link Feature#RECOVERY_RATE}.
 *
 * <p>What the copies do is the training's own update, on the data of its latest one: clipping, the
 * optimizer with its memory, the learning rate that was used last. Hooks and the noise floor do not
 * act on them, for these would have to be asked in the training's place; the data are as hooks have
 * left them. A kick's direction is the same in a run and in all its twins, keyed by seed and step:
 * what differs between their rates is the training's doing.
 */
public final class KickedCopies {
  /** No kicks: nothing is measured. */
  public static final KickedCopies NONE =
      new KickedCopies(
          null,
          null,
          (update, parameters, gradient) -> {
            throw new IllegalStateException("Nothing is kicked");
          });

  /** The loss that the latest updates went down, to be gone down again. */
  @FunctionalInterface
  public interface LatestLoss {
    /**
     * Writes its gradient.
     *
     * @param update updates that a copy has made before: says which batch is next where the latest
     *     data are several
     */
    void gradient(int update, float[] parameters, float[] gradient);
  }

  private final Kicks kicks;
  private final NamedStream directions;
  private final LatestLoss loss;

  private KickedCopies(Kicks kicks, NamedStream directions, LatestLoss loss) {
    this.kicks = kicks;
    this.directions = directions;
    this.loss = loss;
  }

  /**
   * The copies of a run.
   *
   * @param kicks the workload's; null for none
   * @param streams the run's
   */
  public static KickedCopies of(Kicks kicks, Streams streams, LatestLoss loss) {
    return kicks == null ? NONE : new KickedCopies(kicks, streams.fixed("kicks"), loss);
  }

  /**
   * Adds the recovery rate of a descent that has made an update, if there are kicks.
   *
   * @param step the step of the workload
   */
  void measure(long step, Descent descent, Map<Feature, Double> features) {
    if (kicks == null) {
      return;
    }
    int size = descent.layout().size();
    DescentCopy still = descent.copy();
    DescentCopy kicked = descent.copy();
    double sigma = kicks.size() * Norm.of(still.parameters(), size) / Math.sqrt(size);
    Gaussian.add(kicked.parameters(), 0, size, (float) sigma, directions.at(step));
    double before = Norm.ofDifference(kicked.parameters(), still.parameters(), size);
    still.advance(kicks.updates(), descent.learningRate(), loss);
    kicked.advance(kicks.updates(), descent.learningRate(), loss);
    double after = Norm.ofDifference(kicked.parameters(), still.parameters(), size);
    features.put(Feature.RECOVERY_RATE, RecoveryRate.of(before, after, kicks.updates()));
  }
}
