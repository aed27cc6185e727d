package org.shaketable.analytics.stats.run;

import java.util.Optional;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * The primary endpoint of a run: whether it is down at the end of training and not back.
 *
 * <pre>lost = diverged, or final &lt; 1/2</pre>
 *
 * <p>Final is the mean of normalised performance over the last tenth of the evaluations; 1/2 is
 * half of the clean median. Conditional on nothing: a run that never learned and should have is
 * lost, one that collapsed and came back is not. Not lost is more stable.
 *
 * <p>How far clean runs vary is no part of it. An edge that lies as low as clean runs fall would
 * spare the settings whose training is unstable by itself; what these lose undisturbed is seen in
 * their clean runs and placebos, and subtracted or divided out there.
 *
 * <ul>
 *   <li>diverged, or a final performance of NaN or minus infinity on a scale that is defined: lost
 *   <li>no scale (clean runs that do not learn): not known, but for a run that diverged
 * </ul>
 */
public final class Lost {
  /** Share of the clean runs' median final performance. */
  public static final double HALF = 0.5;

  private Lost() {}

  /**
   * Whether a run is lost.
   *
   * @param run normalised, on a scale that is defined
   */
  static boolean of(Curve run) {
    return run.divergedStep().isPresent() || !(run.finalPerformance() >= HALF);
  }

  /** Whether a run on a scale that is not defined is lost; empty unless it diverged. */
  static Optional<Boolean> withoutScale(Curve run) {
    return run.divergedStep().isPresent() ? Optional.of(true) : Optional.empty();
  }
}
