package org.shaketable.training.workload;

import java.util.List;
import org.shaketable.perturbation.VectorAct;
import org.shaketable.random.Gaussian;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;

/**
 * Controlled gradient noise of one run: {@code g += level * rms(g) * N(0, 1)} in every update, from
 * a stream of its own. Nothing unless the kind is {@link Stochasticity.Kind#GRADIENT_NOISE_FLOOR}.
 */
public final class GradientNoiseFloor {
  private static final int NO_EXPOSURE = -1;

  private final double level;
  private final NamedStream stream;

  /** The noise floor of the run with these streams. */
  public GradientNoiseFloor(Stochasticity stochasticity, Streams streams) {
    boolean on = stochasticity.kind() == Stochasticity.Kind.GRADIENT_NOISE_FLOOR;
    this.level = on ? stochasticity.level() : 0;
    this.stream = streams.named("stochasticity/gradient");
  }

  /** The noise of update {@code event} of a step, for a gradient that is held elsewhere. */
  public List<VectorAct.Of> acts(long step, long event) {
    return level == 0
        ? List.of()
        : List.of(
            new VectorAct.Of(NO_EXPOSURE, new VectorAct.Noise(level, stream.key(step, event))));
  }

  /** Adds the noise of update {@code event} of a step to {@code gradient[0 .. size)}. */
  public void add(float[] gradient, int size, long step, long event) {
    if (level == 0) {
      return;
    }
    double squares = 0;
    for (int i = 0; i < size; i++) {
      squares += (double) gradient[i] * gradient[i];
    }
    float sigma = (float) (level * Math.sqrt(squares / size));
    Gaussian.add(gradient, 0, size, sigma, stream.at(step, event));
  }
}
