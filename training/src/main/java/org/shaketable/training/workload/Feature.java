package org.shaketable.training.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Meta-state feature: one number about a training at one evaluation, from past data only. */
public enum Feature {
  /**
   * Mean entropy of the predictive distribution (the policy's, the classifier's) on the probe
   * inputs, in nats.
   */
  PREDICTIVE_ENTROPY("nats"),
  /** Mean cosine between the gradients of disjoint parts of a batch, in [-1, 1]. */
  GRADIENT_COHERENCE,
  /** Euclidean norm of the latest gradient before clipping. */
  GRADIENT_NORM(Scale.LOGARITHMIC),
  /** Norm of the latest update over the norm of the parameters before it. */
  UPDATE_TO_WEIGHT_RATIO,
  /** Euclidean norm of all parameters. */
  WEIGHT_NORM(Scale.LOGARITHMIC),
  /**
   * Distance in parameters moved since the evaluation before, per step, over the weight norm (arXiv
   * 2603.21491).
   */
  PARAMETER_VELOCITY("1 / step"),
  /**
   * Variance of TD errors (reinforcement learning) or of per-batch losses since the last
   * evaluation, or since an earlier one where these are few.
   */
  RESIDUAL_VARIANCE,
  /** Excess kurtosis of the same residuals. */
  RESIDUAL_KURTOSIS,
  /** Effective rank of the last hidden layer on the probe inputs. */
  FEATURE_RANK,
  /** Share of hidden units that are dormant on the probe inputs (arXiv 2405.00662). */
  DORMANT_SHARE,
  /** Largest absolute logit on the probe inputs. */
  LARGEST_LOGIT,
  /**
   * Logarithm of the trace of the covariance of one sample's gradient (arXiv 1812.06162); with the
   * next feature it gives the gradient noise scale.
   */
  LOG_GRADIENT_NOISE,
  /** Logarithm of the squared norm of the mean gradient, smoothed over the evaluations so far. */
  LOG_GRADIENT_SIGNAL,
  /**
   * Critical sharpness: 2 over the largest step along the update that does not raise the loss
   * (arXiv 2601.16979), censored at the ends of the search.
   */
  CRITICAL_SHARPNESS,
  /**
   * Largest scaled attention score before its softmax on the probe inputs, over all layers, heads
   * and pairs of positions; transformers only. Its growth is the other known way to diverge (arXiv
   * 2309.14322).
   */
  LARGEST_ATTENTION_LOGIT,
  /**
   * How fast a small kick of a copy of the training heals in a few updates (Veraart et al. 2012,
   * doi:10.1038/nature10723); only where a workload asks for {@link Kicks}.
   */
  RECOVERY_RATE("1 / update");

  /** The scale on which a feature is analysed. */
  private enum Scale {
    LINEAR,
    LOGARITHMIC
  }

  private final String unit;
  private final Scale scale;

  Feature() {
    this("", Scale.LINEAR);
  }

  Feature(String unit) {
    this(unit, Scale.LINEAR);
  }

  Feature(Scale scale) {
    this("", scale);
  }

  Feature(String unit, Scale scale) {
    this.unit = unit;
    this.scale = scale;
  }

  /** Its unit; empty where it has none. */
  public String unit() {
    return unit;
  }

  /** Whether it is positive by nature and analysed as its logarithm. */
  public boolean logarithmic() {
    return scale == Scale.LOGARITHMIC;
  }

  /** The names of all columns, in order. */
  public static List<String> columns() {
    return Arrays.stream(values()).map(Feature::column).toList();
  }

  /** Name of the column in the tables, e.g. {@code gradient_norm}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
