package org.shaketable.training.bench;

import java.util.function.BiConsumer;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Streams;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** A clean training from its beginning to its end. */
final class WholeTraining {
  private static final int SEED = 1;

  private final Workload workload;
  private final Trainee trainee;

  /** A training at its beginning. */
  WholeTraining(Workload workload) {
    this.workload = workload;
    this.trainee =
        workload.learner().begin(workload, Stochasticity.NONE, Streams.of(SEED), Hooks.NONE);
  }

  /** Trains without looking. */
  static void run(Workload workload) {
    new WholeTraining(workload).advance(workload.learner().steps());
  }

  /** Trains to evaluation {@code index} and looks there. */
  void advance(int index, BiConsumer<Trainee, Integer> look) {
    advance(workload.horizon().stepOf(index));
    look.accept(trainee, index);
  }

  private void advance(long step) {
    try {
      trainee.advance(step);
    } catch (Diverged end) {
      throw new IllegalStateException(end);
    }
  }
}
