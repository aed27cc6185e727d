package org.shaketable.analytics.learning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.precedence.ScoredRun;
import org.shaketable.analytics.precedence.Stratum;

/**
 * A standing run at one landmark, and whether it is to collapse.
 *
 * @param weight such that the cases and the controls of a stratum weigh the same: the controls of a
 *     case, the cases of a control, as a share of all
 */
@SuppressWarnings("ArrayRecordComponent")
record Example(
    String family, String runId, int replicate, boolean collapses, double weight, double[] windows)
    implements Serializable {

  /** All runs of some strata. */
  static List<Example> of(Iterable<Stratum> strata) {
    List<Example> examples = new ArrayList<>();
    for (Stratum stratum : strata) {
      for (ScoredRun run : stratum.cases()) {
        examples.add(of(stratum, run, true, 1 - stratum.rate()));
      }
      for (ScoredRun run : stratum.controls()) {
        examples.add(of(stratum, run, false, stratum.rate()));
      }
    }
    return examples;
  }

  private static Example of(Stratum stratum, ScoredRun run, boolean collapses, double weight) {
    return new Example(
        stratum.condition().family(),
        run.runId(),
        run.outcome().replicate(),
        collapses,
        weight,
        Lessons.windows(run, stratum.place()));
  }
}
