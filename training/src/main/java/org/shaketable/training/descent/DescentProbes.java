package org.shaketable.training.descent;

import java.util.Map;
import org.shaketable.training.network.Network;
import org.shaketable.training.probe.CriticalSharpness;
import org.shaketable.training.probe.GradientCoherence;
import org.shaketable.training.probe.GradientParts;
import org.shaketable.training.probe.NoiseAndSignal;
import org.shaketable.training.probe.Norm;
import org.shaketable.training.probe.ParameterVelocity;
import org.shaketable.training.probe.Residuals;
import org.shaketable.training.probe.UpdateToWeightRatio;
import org.shaketable.training.workload.Feature;

/**
 * The meta-state features of a descent, whatever it learns: of its parameters, its latest update,
 * its residuals, and the gradients of parts of its latest batch.
 */
public final class DescentProbes {
  /** Parts of a batch whose gradients are looked at, at most. */
  public static final int PARTS = 4;

  /** The latest batch, to be looked at again. */
  public interface LatestBatch {
    /** Samples in it; 0 where there is none. */
    int rows();

    /** Samples in a part, at most. */
    int rowsPerPart();

    /**
     * Gradients of the mean losses of parts of so many rows, from the first row on, with the
     * descent's parameters. They are asked for before anything else is.
     */
    GradientParts.Source gradients(int parts, int rowsPerPart);

    /**
     * Mean loss of a few rows, always the same of one batch, with these parameters, behind which
     * there are {@value Network#BLOCK} values that do not count: so kernels may read whole blocks.
     */
    double loss(float[] parameters);
  }

  private final Descent descent;
  private final KickedCopies kicked;
  private final GradientParts parts;
  private final float[] ahead;
  private final ParameterVelocity velocity;
  private final NoiseAndSignal noise = new NoiseAndSignal();
  private final CriticalSharpness sharpness = new CriticalSharpness();

  /** Probes of one descent that is not kicked. */
  public DescentProbes(Descent descent) {
    this(descent, KickedCopies.NONE);
  }

  /** Probes of one descent. */
  public DescentProbes(Descent descent, KickedCopies kicked) {
    int size = descent.layout().size();
    this.descent = descent;
    this.kicked = kicked;
    this.parts = new GradientParts(size, descent.parameters().length);
    this.ahead = new float[descent.parameters().length + Network.BLOCK];
    this.velocity = new ParameterVelocity(size);
  }

  /**
   * Adds the features now.
   *
   * @param step the step of the workload
   * @param residuals the residuals to tell of
   */
  public void measure(
      long step, Residuals residuals, LatestBatch batch, Map<Feature, Double> features) {
    int size = descent.layout().size();
    float[] parameters = descent.parameters();
    features.put(Feature.WEIGHT_NORM, Norm.of(parameters, size));
    features.put(Feature.PARAMETER_VELOCITY, velocity.measure(parameters, step));
    features.put(Feature.RESIDUAL_VARIANCE, residuals.variance());
    features.put(Feature.RESIDUAL_KURTOSIS, residuals.kurtosis());
    if (descent.updates() > 0) {
      features.put(Feature.GRADIENT_NORM, descent.gradientNorm());
      features.put(
          Feature.UPDATE_TO_WEIGHT_RATIO,
          UpdateToWeightRatio.of(descent.remembered(), parameters, size));
      measure(batch, features);
      kicked.measure(step, descent, features);
    }
  }

  private void measure(LatestBatch batch, Map<Feature, Double> features) {
    int count = Math.min(PARTS, batch.rows());
    if (count == 0) {
      return;
    }
    if (descent.learningRate() > 0) {
      features.put(
          Feature.CRITICAL_SHARPNESS,
          sharpness.measure(descent.learningRate(), length -> lossAlong((float) length, batch)));
    }
    if (count > 1) {
      int each = Math.min(batch.rowsPerPart(), batch.rows() / count);
      parts.measure(count, each, batch.gradients(count, each));
      noise.measure(parts);
      features.put(Feature.GRADIENT_COHERENCE, GradientCoherence.of(parts));
      features.put(Feature.LOG_GRADIENT_NOISE, noise.logNoise());
      features.put(Feature.LOG_GRADIENT_SIGNAL, noise.logSignal());
    }
  }

  /** The loss when the latest update is done {@code length} times more. */
  private double lossAlong(float length, LatestBatch batch) {
    float[] parameters = descent.parameters();
    float[] before = descent.remembered();
    for (int i = 0; i < parameters.length; i++) {
      ahead[i] = parameters[i] + length * (parameters[i] - before[i]);
    }
    return batch.loss(ahead);
  }
}
