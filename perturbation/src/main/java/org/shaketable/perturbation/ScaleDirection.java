package org.shaketable.perturbation;

/** Which way a factor goes. */
public enum ScaleDirection {
  UP,
  DOWN;

  /** {@code 2^magnitude}, or {@code 2^-magnitude}. */
  double factor(double magnitude) {
    return StrictMath.pow(2, this == UP ? magnitude : -magnitude);
  }
}
