package org.shaketable.training.run;

import java.util.List;

/**
 * A run that has ended.
 *
 * @param message why it diverged or failed; empty for a completed run
 * @param stop what ended it from outside; what it is then, is no function of its specification
 * @param steps steps of the workload done
 * @param realisedMagnitude what the disturbance really was, in the family's unit (of the first
 *     exposure); NaN for a clean run or one that was never touched
 * @param wallSeconds time it took; the only component that is not a function of the spec
 * @param digest SHA-256 in hex over every bit of the trajectory, the status and the final
 *     parameters
 */
public record Run(
    RunSpec spec,
    Status status,
    String message,
    Stop stop,
    long steps,
    List<Evaluation> trajectory,
    double realisedMagnitude,
    double wallSeconds,
    String digest) {
  public Run {
    trajectory = List.copyOf(trajectory);
  }

  /**
   * A run that was stopped from outside, by its time limit for instance: {@code FAILED}, without a
   * trajectory, however far it had come.
   */
  public static Run stopped(RunSpec spec, Stop stop, String message, double wallSeconds) {
    String digest = Digest.of(Status.FAILED, message, 0, List.of(), new float[0]);
    return new Run(
        spec, Status.FAILED, message, stop, 0, List.of(), Double.NaN, wallSeconds, digest);
  }

  /** Performance at the last evaluation; NaN if there was none. */
  public double finalPerformance() {
    return trajectory.isEmpty()
        ? Double.NaN
        : trajectory.get(trajectory.size() - 1).measurement().performance();
  }
}
