package org.shaketable.training.regression;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Subject;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.data.TargetData;
import org.shaketable.training.descent.Annealing;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Regression of a number on inputs by minibatch descent on half the squared error of the
 * standardised number, the negative log-likelihood of a normal distribution of that standard
 * deviation less its constant, in nats. A step is one update; performance is R² on the test
 * samples; the loss is the mean over the batches since the last evaluation.
 *
 * @param steps updates in a run; the one setting that must be given
 * @param batchSize samples in an update; 64 if not given
 * @param optimizer Adam with learning rate 0.003 if not given
 * @param annealing how the learning rate falls; constant if not given
 * @param warmUp share of the steps in which the learning rate rises straight from 0; 0 if not given
 * @param maxGradNorm largest Euclidean norm of a gradient, longer ones are shortened to it; 0, the
 *     default, for no limit
 * @param network two hidden layers of 64 tanh units if not given
 */
public record Regression(
    long steps,
    Integer batchSize,
    Optimizer optimizer,
    Annealing annealing,
    Double warmUp,
    Double maxGradNorm,
    NetworkSpec network)
    implements Learner {

  public Regression {
    Bounds.whole("steps", steps, 10, 1_000_000_000);
    batchSize = Bounds.whole("batch-size", batchSize == null ? 64 : batchSize, 1, 65_536);
    optimizer = optimizer == null ? Adam.of(0.003, 1e-8) : optimizer;
    annealing = annealing == null ? Annealing.CONSTANT : annealing;
    warmUp = Bounds.number("warm-up", warmUp == null ? 0 : warmUp, 0, 1);
    maxGradNorm = Bounds.number("max-grad-norm", maxGradNorm == null ? 0 : maxGradNorm, 0, 1e9);
    network = network == null ? new NetworkSpec(List.of(64, 64), Activation.TANH) : network;
  }

  @Override
  public String name() {
    return "regression";
  }

  @Override
  public Set<Surface> surfaces() {
    Set<Surface> surfaces = Descent.surfaces(optimizer, maxGradNorm);
    surfaces.addAll(Set.of(Surface.BATCH_SIZE, Surface.INPUTS, Surface.TARGETS));
    return surfaces;
  }

  @Override
  public Objective objective() {
    return Fit.OBJECTIVE;
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.complementOf(
        EnumSet.of(
            Feature.LARGEST_ATTENTION_LOGIT,
            Feature.LARGEST_LOGIT,
            Feature.PREDICTIVE_ENTROPY,
            Feature.RECOVERY_RATE));
  }

  @Override
  public boolean kickable() {
    return true;
  }

  @Override
  public Set<Stochasticity.Kind> stochasticities() {
    return EnumSet.of(
        Stochasticity.Kind.NONE,
        Stochasticity.Kind.GRADIENT_NOISE_FLOOR,
        Stochasticity.Kind.MINIBATCH_SIZE);
  }

  @Override
  public Regression at(Stochasticity stochasticity) {
    return stochasticity.kind() == Stochasticity.Kind.MINIBATCH_SIZE
        ? Settings.with(this, "batch-size", (int) stochasticity.level())
        : this;
  }

  /** There are no classes. */
  @Override
  public Subject subject(Task task) {
    return Subject.NONE;
  }

  @Override
  public void check(Task task) {
    if (!(task instanceof TargetData data)) {
      throw new Refusal(
          "task",
          "expected a CSV or Parquet file whose label is a number for learner regression, found "
              + task.name());
    }
    Bounds.whole("batch-size", batchSize, 1, data.targets().train().rows());
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    return new RegressionTrainee(workload, stochasticity, streams, hooks);
  }

  /** Learning rate of the update that follows {@code step} updates. */
  double learningRate(long step) {
    return optimizer.rate() * annealing.factor(step, steps, warmUp);
  }
}
