package org.shaketable.training.classification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.cohort.CohortLearner;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.descent.Annealing;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Classification of a data set by minibatch descent on the softmax cross-entropy. A step is one
 * update; performance is the accuracy on the test samples; the loss is the mean over the batches
 * since the last evaluation, in nats.
 *
 * @param steps updates in a run; the one setting that must be given
 * @param batchSize samples in an update; 64 if not given
 * @param optimizer Adam with learning rate 0.003 if not given
 * @param annealing how the learning rate falls; constant if not given
 * @param warmUp share of the steps in which the learning rate rises straight from 0; 0 if not given
 * @param maxGradNorm largest Euclidean norm of a gradient, longer ones are shortened to it; 0, the
 *     default, for no limit
 * @param labelSmoothing share of the target spread over all classes; 0 if not given
 * @param entCoef weight of the entropy bonus; 0 if not given
 * @param network two hidden layers of 64 tanh units if not given
 */
public record Classification(
    long steps,
    Integer batchSize,
    Optimizer optimizer,
    Annealing annealing,
    Double warmUp,
    Double maxGradNorm,
    Double labelSmoothing,
    Double entCoef,
    NetworkSpec network)
    implements CohortLearner {

  public Classification {
    Bounds.whole("steps", steps, 10, 1_000_000_000);
    batchSize = Bounds.whole("batch-size", batchSize == null ? 64 : batchSize, 1, 65_536);
    optimizer = optimizer == null ? Adam.of(0.003, 1e-8) : optimizer;
    annealing = annealing == null ? Annealing.CONSTANT : annealing;
    warmUp = Bounds.number("warm-up", warmUp == null ? 0 : warmUp, 0, 1);
    maxGradNorm = Bounds.number("max-grad-norm", maxGradNorm == null ? 0 : maxGradNorm, 0, 1e9);
    labelSmoothing =
        Bounds.number("label-smoothing", labelSmoothing == null ? 0 : labelSmoothing, 0, 1);
    entCoef = Bounds.number("ent-coef", entCoef == null ? 0 : entCoef, 0, 1000);
    network = network == null ? new NetworkSpec(List.of(64, 64), Activation.TANH) : network;
  }

  /** The learner with every setting but these two at its default. */
  public static Classification of(long steps, Optimizer optimizer) {
    return new Classification(steps, null, optimizer, null, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "classification";
  }

  @Override
  public Set<Surface> surfaces() {
    Set<Surface> surfaces = Descent.surfaces(optimizer, maxGradNorm);
    surfaces.addAll(
        Set.of(
            Surface.BATCH_SIZE,
            Surface.SAMPLES,
            Surface.INPUTS,
            Surface.LABELS,
            Surface.LABEL_SMOOTHING));
    return surfaces;
  }

  @Override
  public Objective objective() {
    return new Objective("accuracy on held-back data", "share", Objective.Goal.MAXIMISE);
  }

  @Override
  public boolean kickable() {
    return true;
  }

  @Override
  public Set<Stochasticity.Kind> stochasticities() {
    return Set.of(
        Stochasticity.Kind.NONE,
        Stochasticity.Kind.ENTROPY_COEFFICIENT,
        Stochasticity.Kind.GRADIENT_NOISE_FLOOR,
        Stochasticity.Kind.MINIBATCH_SIZE);
  }

  @Override
  public Classification at(Stochasticity stochasticity) {
    return switch (stochasticity.kind()) {
      case ENTROPY_COEFFICIENT -> Settings.with(this, "ent-coef", stochasticity.level());
      case MINIBATCH_SIZE -> Settings.with(this, "batch-size", (int) stochasticity.level());
      case NONE, GRADIENT_NOISE_FLOOR, DROPOUT, EXPLORATION_RATE -> this;
    };
  }

  @Override
  public void check(Task task) {
    if (!(task instanceof LabelledData data)) {
      throw new Refusal(
          "task", "expected a data set for learner classification, found " + task.name());
    }
    Bounds.whole("batch-size", batchSize, 1, data.trainingSamples());
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    return new ClassifierTrainee(workload, stochasticity, streams, hooks);
  }

  @Override
  public Optional<String> withoutKernel(Workload workload) {
    return Optional.empty();
  }

  @Override
  public Shape shape(Workload workload) {
    return ClassifierShape.of(workload);
  }

  /** Learning rate of the update that follows {@code step} updates. */
  double learningRate(long step) {
    return optimizer.rate() * annealing.factor(step, steps, warmUp);
  }
}
