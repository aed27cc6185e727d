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

  private WholeTraining() {}

  /** Trains without looking. */
  static void run(Workload workload) {
    run(workload, 0, (trainee, index) -> {});
  }

  /** Trains and looks at each of the first {@code evaluations} evaluations. */
  static void run(Workload workload, int evaluations, BiConsumer<Trainee, Integer> look) {
    Trainee trainee =
        workload.learner().begin(workload, Stochasticity.NONE, Streams.of(SEED), Hooks.NONE);
    try {
      for (int i = 1; i <= evaluations; i++) {
        trainee.advance(workload.horizon().stepOf(i));
        look.accept(trainee, i);
      }
      trainee.advance(workload.learner().steps());
    } catch (Diverged end) {
      throw new IllegalStateException(end);
    }
  }
}
