package org.shaketable.jobs.sweep;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.analytics.table.TensorRow;
import org.shaketable.jobs.config.Checkpointing;
import org.shaketable.jobs.lake.Checkpoints;
import org.shaketable.training.run.Observer;
import org.shaketable.training.workload.Trainee;

/** Keeps the parameters of one run at the evaluations that a sweep asks for. */
final class CheckpointKeeper implements Observer {
  private final Checkpointing checkpointing;
  private final int last;
  private final List<Kept> kept = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(int evaluation, long step, byte[] parameters, List<TensorRow> layout) {}

  /**
   * A keeper for one run.
   *
   * @param last number of the run's last evaluation
   */
  CheckpointKeeper(Checkpointing checkpointing, int last) {
    this.checkpointing = checkpointing;
    this.last = last;
  }

  /** One that keeps nothing. */
  static CheckpointKeeper none() {
    return new CheckpointKeeper(Checkpointing.NEVER, 0);
  }

  @Override
  public void at(int evaluation, Trainee trainee) {
    if (checkpointing.keeps(evaluation, last)) {
      int size = trainee.layout().size();
      kept.add(
          new Kept(
              evaluation,
              trainee.step(),
              CheckpointRow.bytes(trainee.parameters(), size),
              Checkpoints.rows(trainee.layout())));
    }
  }

  /** What was kept, as rows. */
  List<CheckpointRow> rows(String runId, String sweep, String workload) {
    return kept.stream()
        .map(
            one ->
                new CheckpointRow(
                    runId,
                    sweep,
                    workload,
                    one.evaluation(),
                    one.step(),
                    one.parameters(),
                    one.layout()))
        .toList();
  }
}
