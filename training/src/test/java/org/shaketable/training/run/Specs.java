package org.shaketable.training.run;

import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.data.Blobs;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** Small runs for tests. */
final class Specs {
  static final int STEPS = 120;
  static final int EVALUATIONS = 12;

  private Specs() {}

  static RunSpec clean(Engine engine, int replicate) {
    return spec(engine, classification(Adam.of(0.003, 1e-8), Activation.TANH), replicate);
  }

  static RunSpec perturbed(Engine engine, Exposure exposure) {
    return perturbed(clean(engine, 0), exposure);
  }

  static RunSpec perturbed(RunSpec clean, Exposure exposure) {
    return new RunSpec(
        clean.workload(),
        clean.stochasticity(),
        List.of(exposure),
        clean.seed(),
        clean.replicate());
  }

  static RunSpec diverging() {
    return spec(Engine.VECTOR, classification(new Sgd(1e3, 0.9, null), Activation.RELU), 0);
  }

  static RunSpec spec(Engine engine, Learner learner, int replicate) {
    Workload workload =
        new Workload("blobs", engine, new Blobs(3, 4, 3.0, 240, 120, null), learner, EVALUATIONS);
    return new RunSpec(workload, Stochasticity.NONE, List.of(), 7, replicate);
  }

  private static Classification classification(Optimizer optimizer, Activation activation) {
    return new Classification(
        STEPS,
        32,
        optimizer,
        null,
        null,
        null,
        null,
        null,
        new NetworkSpec(List.of(16, 16), activation));
  }
}
