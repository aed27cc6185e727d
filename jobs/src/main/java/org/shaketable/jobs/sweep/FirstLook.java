package org.shaketable.jobs.sweep;

import java.util.List;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.run.Judge;
import org.shaketable.jobs.judge.JudgedCurves;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;

/**
 * First look at a run while the sweep goes on, when its own twin is the only clean run known:
 * whether it is far below it. That is no collapse yet: the analysis, which has all clean runs and
 * so knows how far they are apart, decides by the same rules.
 */
final class FirstLook {
  private FirstLook() {}

  /** Whether a run is far below its twin, or diverged. */
  static boolean farBelow(Run run, Run twin) {
    if (run.status() == Status.FAILED || twin.status() == Status.FAILED) {
      return false;
    }
    Curve clean = JudgedCurves.of(twin);
    Judge judge = Judge.of(List.of(clean), JudgedCurves.rules(run.spec().workload().learner()));
    return judge.scale().defined()
        ? judge.judge(JudgedCurves.of(run), clean).collapse().isPresent()
        : run.status() == Status.DIVERGED;
  }
}
