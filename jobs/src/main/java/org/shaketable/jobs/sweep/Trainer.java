package org.shaketable.jobs.sweep;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.RecordCodec;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Twin;

/**
 * Trains one task on an executor: the clean twin, then each perturbed run against it, one row of
 * {@link StagedRun} each.
 */
record Trainer(String sweep, Provenance provenance, Tallies tallies)
    implements FlatMapFunction<TwinTask, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> call(TwinTask task) {
    RecordCodec<StagedRun> codec = RecordCodec.of(StagedRun.class);
    Twin twin = Twin.of(Specs.parse(task.reference()));
    Stream<Run> clean = Stream.of(twin.run()).filter(run -> task.missing()).peek(tallies::clean);
    Stream<Run> perturbed =
        task.perturbed().stream()
            .map(json -> twin.train(Specs.parse(json)))
            .peek(run -> tallies.perturbed(run, twin.run()));
    String from =
        provenance.json(twin.run().spec().workload().engine().name().toLowerCase(Locale.ROOT));
    // Lazy, so that rows are written and counted as each run ends.
    return Stream.concat(clean, perturbed)
        .map(run -> codec.row(StagedRun.of(sweep, run, from)))
        .iterator();
  }
}
