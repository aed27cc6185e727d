package org.shaketable.analytics.stats.run;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * Return of a run to what clean runs do after a disturbance, right-censored at the horizon.
 *
 * <p>Back in performance: at or above the lower edge of the clean band for several evaluations in a
 * row. Back in the meta-state (latent recovery, told apart and never part of the first): its
 * distance at or below the upper edge of the band of the clean runs' distances, as often in a row.
 * Time: steps from the start of counting to the first of them; a run that does not get there is
 * censored at the last step observed (for a diverged run, the step of divergence). Sooner is more
 * stable.
 *
 * <ul>
 *   <li>too few evaluations after the start: censored
 *   <li>NaN performance or an undefined band is not back
 *   <li>a distance that is missing says nothing: it is passed over, and where fewer are known than
 *       are asked for in a row, latent recovery is not known
 * </ul>
 *
 * @param recovered whether it came back
 * @param steps time to recovery, or until the run was last seen
 */
public record Recovery(boolean recovered, long steps) {
  /** Evaluations in a row that must be back, by default. */
  public static final int CONSECUTIVE = 3;

  /**
   * Recovery in performance.
   *
   * @param fromStep end of the disturbance, or the collapse if that came later
   */
  public static Recovery of(Curve run, CleanBand band, long fromStep) {
    int[] after = after(run, fromStep, i -> true);
    return of(run, after, fromStep, i -> run.performance(i) >= band.lower(i));
  }

  /**
   * Latent recovery; empty where too few distances are known.
   *
   * @param distances the distances of the run's meta-state, one per evaluation
   * @param clean band of those of the clean runs
   */
  public static Optional<Recovery> latent(
      Curve run, double[] distances, CleanBand clean, long fromStep) {
    int[] after = after(run, fromStep, i -> i < distances.length && !Double.isNaN(distances[i]));
    return after.length < CONSECUTIVE
        ? Optional.empty()
        : Optional.of(of(run, after, fromStep, i -> distances[i] <= clean.upper(i)));
  }

  private static Recovery of(Curve run, int[] after, long fromStep, IntPredicate back) {
    OptionalInt first = Streak.first(0, after.length, CONSECUTIVE, i -> back.test(after[i]));
    return first.isPresent()
        ? new Recovery(true, run.step(after[first.getAsInt()]) - fromStep)
        : new Recovery(false, Math.max(0, lastStep(run) - fromStep));
  }

  /** The evaluations from a step on that count. */
  private static int[] after(Curve run, long step, IntPredicate counts) {
    return IntStream.range(0, run.length())
        .filter(i -> run.step(i) >= step && counts.test(i))
        .toArray();
  }

  private static long lastStep(Curve run) {
    long last = run.length() == 0 ? 0 : run.step(run.length() - 1);
    return run.divergedStep().orElse(last);
  }
}
