package org.shaketable.jobs.sweep;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.shaketable.jobs.config.Checkpointing;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.RecordCodec;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Twin;

/**
 * Trains one task on an executor: the clean twin, then each perturbed run against it, one row of
 * {@link StagedRun} each.
 */
record Trainer(
    String sweep,
    Provenance provenance,
    Tallies tallies,
    Checkpointing checkpointing,
    Broadcast<CheckpointStarts> starts)
    implements FlatMapFunction<TwinTask, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> call(TwinTask task) {
    starts.value().hand();
    RecordCodec<StagedRun> codec = RecordCodec.of(StagedRun.class);
    RunSpec reference = Specs.parse(task.reference());
    CheckpointKeeper ofTwin = keeper(reference);
    Twin twin = Twin.of(reference, ofTwin);
    String from =
        provenance.json(twin.run().spec().workload().engine().name().toLowerCase(Locale.ROOT));
    Stream<StagedRun> clean =
        Stream.of(twin.run())
            .filter(run -> task.missing())
            .peek(tallies::clean)
            .map(run -> StagedRun.of(sweep, run, from, ofTwin));
    // Lazy, so that rows are written and counted as each run ends.
    Stream<StagedRun> perturbed =
        task.perturbed().stream().map(json -> perturbed(Specs.parse(json), twin, from));
    return Stream.concat(clean, perturbed).map(codec::row).iterator();
  }

  private StagedRun perturbed(RunSpec spec, Twin twin, String from) {
    CheckpointKeeper keeper = keeper(spec);
    Run run = twin.train(spec, keeper);
    tallies.perturbed(run, twin.run());
    return StagedRun.of(sweep, run, from, keeper);
  }

  private CheckpointKeeper keeper(RunSpec spec) {
    return new CheckpointKeeper(checkpointing, spec.workload().evaluations());
  }
}
