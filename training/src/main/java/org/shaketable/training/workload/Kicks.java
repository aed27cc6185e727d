package org.shaketable.training.workload;

/**
 * Small kicks by which recovery is measured at each evaluation: a copy of the training is moved a
 * little in a random direction, and it and a copy that is not moved make the same updates. The
 * training itself never knows of it.
 *
 * @param size length of a kick over the Euclidean norm of all parameters; 0.001 if not given
 * @param updates updates that both copies make; 8 if not given
 */
public record Kicks(Double size, Integer updates) {
  /** Below this a kick is hardly more than the rounding of parameters in single precision. */
  private static final double SMALLEST = 1e-5;

  public Kicks {
    size = Bounds.number("size", size == null ? 1e-3 : size, SMALLEST, 1);
    updates = Bounds.whole("updates", updates == null ? 8 : updates, 1, 10_000);
  }
}
