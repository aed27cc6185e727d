package org.shaketable.training.workload;

/**
 * What the performance of a learner's runs is.
 *
 * <p>Inside of training a higher {@link Measurement#performance} is better for every learner: one
 * that minimises measures minus this number. Tables hold the number itself.
 *
 * @param name e.g. {@code mean return of an episode}
 * @param unit empty where it has none
 */
public record Objective(String name, String unit, Goal goal) {

  /** Which way is better. */
  public enum Goal {
    MAXIMISE,
    MINIMISE;

    /** The number itself, of a performance as training measures it, and the other way round. */
    public double oriented(double performance) {
      return this == MAXIMISE ? performance : -performance;
    }
  }
}
