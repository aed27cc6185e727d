package org.shaketable.jobs.calibrate;

import java.io.Serializable;
import java.util.List;
import org.shaketable.analytics.stats.curve.Curve;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;

/**
 * What judging needs of a clean run.
 *
 * @param divergedAt its last step if it diverged, else -1
 * @param failure why it could not be trained; empty if it was
 */
record CleanRun(
    String workload,
    int replicate,
    List<Long> steps,
    List<Double> performance,
    List<Double> loss,
    long divergedAt,
    double seconds,
    String failure)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static CleanRun of(Run run) {
    List<Evaluation> rows = run.trajectory();
    return new CleanRun(
        run.spec().workload().name(),
        run.spec().replicate(),
        List.copyOf(rows.stream().map(Evaluation::step).toList()),
        List.copyOf(rows.stream().map(row -> row.measurement().performance()).toList()),
        List.copyOf(rows.stream().map(row -> row.measurement().loss()).toList()),
        run.status() == Status.DIVERGED ? run.steps() : -1,
        run.wallSeconds(),
        run.status() == Status.FAILED ? run.message() : "");
  }

  Curve curve() {
    Curve curve =
        Curve.of(
            steps.stream().mapToLong(Long::longValue).toArray(),
            performance.stream().mapToDouble(Double::doubleValue).toArray(),
            loss.stream().mapToDouble(Double::doubleValue).toArray());
    return divergedAt < 0 ? curve : curve.divergedAt(divergedAt);
  }
}
