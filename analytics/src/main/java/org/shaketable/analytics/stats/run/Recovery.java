package org.shaketable.analytics.stats.run;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

/**
 * Return of a run to the clean band after a disturbance, right-censored at the horizon.
 *
 * <p>Back: normalised performance at or above the lower bound of the clean band, <i>and</i> the
 * meta-state distance at or below the upper bound of the clean runs', for several evaluations in a
 * row. Time: steps from the start of counting to the first of them; a run that does not get there
 * is censored at the last step observed (for a diverged run, the step of divergence). Sooner is
 * more stable.
 *
 * <ul>
 *   <li>too few evaluations after the start: censored, {@link RecoveryClass#IRREVERSIBLE}
 *   <li>NaN performance or an undefined band is not back
 *   <li>no meta-state known: use {@link #ofPerformance}
 * </ul>
 *
 * @param steps time to recovery, or until the run was last seen
 * @param censored whether it had not recovered by then
 */
public record Recovery(RecoveryClass recoveryClass, long steps, boolean censored) {
  /** Evaluations in a row that must be back, by default. */
  public static final int CONSECUTIVE = 3;

  /** Distance of a run in the meta-state space and the bound it must come back under. */
  public static final class MetaState {
    private final double[] distance;
    private final CleanBand clean;

    public MetaState(double[] distance, CleanBand clean) {
      this.distance = distance.clone();
      this.clean = clean;
    }

    boolean back(int evaluation) {
      return evaluation < distance.length && distance[evaluation] <= clean.upper(evaluation);
    }
  }

  /** Recovery in performance and in meta-state, counted from a step. */
  public static Recovery of(Curve run, CleanBand band, MetaState metaState, long fromStep) {
    return of(run, band, metaState::back, fromStep);
  }

  /**
   * Recovery in performance alone.
   *
   * @param fromStep end of the disturbance, or the collapse if that came later
   */
  public static Recovery ofPerformance(Curve run, CleanBand band, long fromStep) {
    return of(run, band, evaluation -> true, fromStep);
  }

  public boolean recovered() {
    return recoveryClass == RecoveryClass.RECOVERED;
  }

  private static Recovery of(Curve run, CleanBand band, IntPredicate metaState, long fromStep) {
    int from = firstAtOrAfter(run, fromStep);
    IntPredicate performance = i -> run.performance(i) >= band.lower(i);
    OptionalInt both =
        Streak.first(
            from, run.length(), CONSECUTIVE, i -> performance.test(i) && metaState.test(i));
    if (both.isPresent()) {
      long steps = run.step(both.getAsInt()) - fromStep;
      return new Recovery(RecoveryClass.RECOVERED, steps, false);
    }
    OptionalInt rebound = Streak.first(from, run.length(), CONSECUTIVE, performance);
    RecoveryClass left =
        rebound.isPresent() && run.divergedStep().isEmpty()
            ? RecoveryClass.LINGERING
            : RecoveryClass.IRREVERSIBLE;
    return new Recovery(left, Math.max(0, lastStep(run) - fromStep), true);
  }

  private static int firstAtOrAfter(Curve run, long step) {
    int i = 0;
    while (i < run.length() && run.step(i) < step) {
      i++;
    }
    return i;
  }

  private static long lastStep(Curve run) {
    long last = run.length() == 0 ? 0 : run.step(run.length() - 1);
    return run.divergedStep().orElse(last);
  }
}
