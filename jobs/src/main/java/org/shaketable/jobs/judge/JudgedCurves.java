package org.shaketable.jobs.judge;

import java.util.List;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.analytics.stats.run.CollapseRules;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;
import org.shaketable.training.workload.Learner;

/** What the judge of a run takes, of a run in hand. */
public final class JudgedCurves {
  private JudgedCurves() {}

  /** The curve of a run, a higher performance being better. */
  public static Curve of(Run run) {
    List<Evaluation> rows = run.trajectory();
    Curve curve =
        Curve.of(
            rows.stream().mapToLong(Evaluation::step).toArray(),
            rows.stream().mapToDouble(row -> row.measurement().performance()).toArray(),
            rows.stream().mapToDouble(row -> row.measurement().loss()).toArray());
    return run.status() == Status.DIVERGED ? curve.divergedAt(run.steps()) : curve;
  }

  /** When a run of a learner counts as collapsed. */
  public static CollapseRules rules(Learner learner) {
    return switch (learner.objective().goal()) {
      case MAXIMISE -> CollapseRules.DEFAULT;
      case MINIMISE -> CollapseRules.DEFAULT.countingLoss();
    };
  }
}
