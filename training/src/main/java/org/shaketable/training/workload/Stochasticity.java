package org.shaketable.training.workload;

import java.util.Locale;

/**
 * Controlled noise level of a workload itself, the same for a clean run and its perturbed twins.
 *
 * @param level in the kind's unit; 0 for {@link Kind#NONE}
 */
public record Stochasticity(Kind kind, double level) {
  /** The workload as it is. */
  public static final Stochasticity NONE = new Stochasticity(Kind.NONE, 0);

  /** Which knob is turned. */
  public enum Kind {
    /** Nothing: the workload's own settings. */
    NONE,
    /** Weight of the entropy bonus, instead of the learner's {@code ent-coef}. */
    ENTROPY_COEFFICIENT,
    /** Normal gradient noise in every update, sigma over gradient RMS, on a stream of its own. */
    GRADIENT_NOISE_FLOOR;

    /** The word in YAML and in the tables, e.g. {@code gradient-noise-floor}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Stochasticity {
    if (!(level >= 0 && level <= 1000) || (kind == Kind.NONE && level != 0)) {
      throw new IllegalArgumentException(
          "Invalid level: expected a number in [0, 1000] (0 for none), found %s for %s"
              .formatted(level, kind.word()));
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
