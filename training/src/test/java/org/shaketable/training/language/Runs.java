package org.shaketable.training.language;

import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.text.Markov;
import org.shaketable.training.transformer.TransformerSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Workload;

/** Small runs for tests. */
final class Runs {
  static final Markov TEXT = new Markov(6, 2, 1.5, 20_000, 4_000, null);
  static final TransformerSpec TINY = TransformerSpec.of(1, 16, 2, 16);

  private Runs() {}

  static Pretraining pretraining(long steps, double rate) {
    return Pretraining.of(steps, AdamW.of(rate, 0.01), TINY);
  }

  static Start start() {
    return new Pretrained(TEXT, pretraining(150, 0.01), null);
  }

  static RunSpec clean(Task task, Learner learner, int evaluations) {
    Workload workload = new Workload("lm", Engine.VECTOR, task, learner, evaluations);
    return new RunSpec(workload, Stochasticity.NONE, List.of(), 1, 0);
  }

  static RunSpec perturbed(RunSpec clean, Exposure exposure) {
    return new RunSpec(
        clean.workload(),
        clean.stochasticity(),
        List.of(exposure),
        clean.seed(),
        clean.replicate());
  }
}
