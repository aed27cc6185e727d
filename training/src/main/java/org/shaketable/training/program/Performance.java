package org.shaketable.training.program;

/**
 * What a program says of its quality at each evaluation.
 *
 * @param name in the tables and pictures; {@code performance} if not given
 * @param better which direction; {@code higher} if not given
 */
public record Performance(String name, Better better) {
  /** Which direction is better. */
  public enum Better {
    HIGHER,
    LOWER
  }

  public Performance {
    name = name == null ? "performance" : name;
    better = better == null ? Better.HIGHER : better;
  }

  /** A value of the program's so that larger is better: its negative where lower is. */
  double upward(double value) {
    return better == Better.HIGHER ? value : -value;
  }
}
