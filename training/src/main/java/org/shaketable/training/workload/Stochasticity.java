package org.shaketable.training.workload;

import java.util.Locale;

/**
 * Controlled noise level of a workload itself, the same for a clean run and its perturbed twins.
 *
 * @param level the level in the kind's unit; 0 for {@link Kind#NONE}
 */
public record Stochasticity(Kind kind, double level) {
  /** The workload as it is. */
  public static final Stochasticity NONE = new Stochasticity(Kind.NONE, 0);

  /** Which knob is turned. */
  public enum Kind {
    /** Nothing: the workload's own settings. */
    NONE(0, 0),
    /** Weight of the entropy bonus, instead of the learner's {@code ent-coef}. */
    ENTROPY_COEFFICIENT(0, 1000),
    /** Normal gradient noise in every update, sigma over gradient RMS, on a stream of its own. */
    GRADIENT_NOISE_FLOOR(0, 1000),
    /** Share of activations dropped in training, instead of the network's {@code dropout}. */
    DROPOUT(0, 0.99),
    /** Samples in an update: fewer are noisier. */
    MINIBATCH_SIZE(1, 1_000_000),
    /** Share of random actions at last, instead of the learner's {@code end-e}. */
    EXPLORATION_RATE(0, 1);

    private final double smallest;
    private final double largest;

    Kind(double smallest, double largest) {
      this.smallest = smallest;
      this.largest = largest;
    }

    /** The word in YAML and in the tables, e.g. {@code gradient-noise-floor}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Stochasticity {
    Bounds.number("level", level, kind.smallest, kind.largest);
    if (kind == Kind.MINIBATCH_SIZE) {
      Bounds.whole("level", level);
    }
  }

  /**
   * {@code none}, or e.g. {@code entropy-coefficient=0.01}: the value of the column {@code
   * stochasticity}.
   */
  @Override
  public String toString() {
    return kind == Kind.NONE ? "none" : kind.word() + "=" + level;
  }
}
