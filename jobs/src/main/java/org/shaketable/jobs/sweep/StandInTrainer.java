package org.shaketable.jobs.sweep;

import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.shaketable.training.run.Run;

/** What a {@link Trainer} does, with something else in the place of the trainings. */
record StandInTrainer(String sweep, Provenance provenance, StandIn standIn, Tallies tallies)
    implements FlatMapFunction<TwinTask, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> call(TwinTask task) {
    String from = provenance.json("none");
    return task.written(sweep)
        .map(planned -> StagedRun.of(sweep, planned, run(planned), from, CheckpointKeeper.none()))
        .map(StagedRun.CODEC::row)
        .iterator();
  }

  private Run run(PlannedRun planned) {
    Run run = standIn.of(planned.spec());
    tallies.undisturbed(run);
    return run;
  }
}
