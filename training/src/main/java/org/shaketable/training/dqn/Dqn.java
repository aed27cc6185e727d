package org.shaketable.training.dqn;

import java.util.List;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Rhythm;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Deep Q-learning with CleanRL's settings, names and defaults; then what RL-Zoo uses besides.
 * Absent settings (null) take the default. A step is one step of the one environment.
 *
 * @param totalTimesteps steps of a run; 500,000
 * @param learningRate Adam's; 2.5e-4
 * @param bufferSize transitions that the replay buffer holds; 10,000
 * @param gamma discount; 0.99
 * @param tau share of the online network that an update of the target network takes; 1
 * @param targetNetworkFrequency steps between updates of the target network; 500
 * @param batchSize transitions in an update; 128
 * @param startE share of random actions at first; 1
 * @param endE share of random actions at last; 0.05
 * @param explorationFraction share of the run in which the former falls to the latter in a straight
 *     line; 0.5
 * @param learningStarts steps before the first update; 10,000
 * @param trainFrequency steps between visits to the buffer; 10
 * @param gradientSteps updates in a visit; 1
 * @param huberDelta error from which the loss is linear (Huber's), 1 in stable-baselines3; 0, the
 *     default, for the squared error as in CleanRL
 * @param doubleDqn whether the online network chooses the action that the target network rates (van
 *     Hasselt et al., arXiv 1509.06461); false
 * @param maxGradNorm largest Euclidean norm of the gradient, 10 in stable-baselines3; 0, the
 *     default, for no limit as in CleanRL
 * @param network two layers of 120 and 84 ReLU units
 * @param adamEps Adam's epsilon; 1e-8
 * @param annealLr whether the learning rate falls to 0 in a straight line, RL-Zoo's {@code lin_};
 *     false
 * @param evaluationEpisodes greedy episodes of an evaluation; 10
 */
public record Dqn(
    Long totalTimesteps,
    Double learningRate,
    Integer bufferSize,
    Double gamma,
    Double tau,
    Integer targetNetworkFrequency,
    Integer batchSize,
    Double startE,
    Double endE,
    Double explorationFraction,
    Integer learningStarts,
    Integer trainFrequency,
    Integer gradientSteps,
    Double huberDelta,
    Boolean doubleDqn,
    Double maxGradNorm,
    NetworkSpec network,
    Double adamEps,
    Boolean annealLr,
    Integer evaluationEpisodes)
    implements Learner {

  public Dqn {
    totalTimesteps = or(totalTimesteps, 500_000L);
    Bounds.whole("total-timesteps", totalTimesteps, 10, 2_000_000_000);
    learningRate = Bounds.number("learning-rate", or(learningRate, 2.5e-4), 0, 1000);
    bufferSize = Bounds.whole("buffer-size", or(bufferSize, 10_000), 1, 10_000_000);
    gamma = Bounds.number("gamma", or(gamma, 0.99), 0, 1);
    tau = Bounds.number("tau", or(tau, 1.0), 0, 1);
    targetNetworkFrequency =
        Bounds.whole("target-network-frequency", or(targetNetworkFrequency, 500), 1, 1_000_000_000);
    batchSize = Bounds.whole("batch-size", or(batchSize, 128), 1, 65_536);
    startE = Bounds.number("start-e", or(startE, 1.0), 0, 1);
    endE = Bounds.number("end-e", or(endE, 0.05), 0, 1);
    explorationFraction = Bounds.number("exploration-fraction", or(explorationFraction, 0.5), 0, 1);
    learningStarts = Bounds.whole("learning-starts", or(learningStarts, 10_000), 1, 1_000_000_000);
    trainFrequency = Bounds.whole("train-frequency", or(trainFrequency, 10), 1, 1_000_000);
    gradientSteps = Bounds.whole("gradient-steps", or(gradientSteps, 1), 1, 1_000_000);
    huberDelta = Bounds.number("huber-delta", or(huberDelta, 0.0), 0, 1e9);
    doubleDqn = or(doubleDqn, false);
    maxGradNorm = Bounds.number("max-grad-norm", or(maxGradNorm, 0.0), 0, 1e9);
    network = or(network, new NetworkSpec(List.of(120, 84), Activation.RELU));
    adamEps = Bounds.number("adam-eps", or(adamEps, 1e-8), 0, 1);
    annealLr = or(annealLr, false);
    evaluationEpisodes = Bounds.whole("evaluation-episodes", or(evaluationEpisodes, 10), 1, 10_000);
  }

  private static <T> T or(T value, T standard) {
    return value == null ? standard : value;
  }

  /** CleanRL's settings. */
  public static Dqn standard() {
    return new Dqn(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null);
  }

  @Override
  public String name() {
    return "dqn";
  }

  @Override
  public long steps() {
    return totalTimesteps;
  }

  @Override
  public Set<Surface> surfaces() {
    Set<Surface> surfaces = Descent.surfaces(optimizer(), maxGradNorm);
    surfaces.addAll(
        Set.of(
            Surface.INPUTS,
            Surface.OBSERVATIONS,
            Surface.ACTIONS,
            Surface.PHYSICS,
            Surface.REWARDS,
            Surface.TARGETS));
    return surfaces;
  }

  @Override
  public Rhythm rhythm(Surface surface) {
    return switch (surface) {
      case INPUTS, OBSERVATIONS, ACTIONS, REWARDS, INITIALISATION -> Rhythm.EVERY_STEP;
      case PHYSICS -> new Rhythm(0, trainFrequency, 1);
      case GRADIENT,
          OPTIMIZER_STATE,
          LEARNING_RATE,
          MOMENTUM,
          CLIPPING,
          BATCH_SIZE,
          PARAMETERS,
          SAMPLES,
          TOKENS,
          LABELS,
          LABEL_SMOOTHING,
          TARGETS,
          WORKERS,
          WORKER_SAMPLES,
          WORKER_LABELS,
          AVERAGE ->
          updates();
    };
  }

  /** The step that an update belongs to is the last one before it. */
  private Rhythm updates() {
    long visits = learningStarts / trainFrequency + 1L;
    return new Rhythm(visits * trainFrequency - 1, trainFrequency, gradientSteps);
  }

  @Override
  public void checkLearns() {
    if (trainFrequency > totalTimesteps) {
      throw new Refusal(
          "train-frequency",
          "expected at most total-timesteps = %d, or nothing is ever learned, found %d"
              .formatted(totalTimesteps, trainFrequency));
    }
    if (updates().eventsBefore(totalTimesteps) == 0) {
      throw new Refusal(
          "learning-starts",
          "expected less than %d, the last of total-timesteps = %d at which there is an update, or nothing is ever learned, found %d"
              .formatted(
                  totalTimesteps / trainFrequency * trainFrequency,
                  totalTimesteps,
                  learningStarts));
    }
  }

  @Override
  public Objective objective() {
    return new Objective("mean return of an evaluation episode", "reward", Objective.Goal.MAXIMISE);
  }

  @Override
  public boolean kickable() {
    return true;
  }

  @Override
  public Set<Stochasticity.Kind> stochasticities() {
    return Set.of(
        Stochasticity.Kind.NONE,
        Stochasticity.Kind.GRADIENT_NOISE_FLOOR,
        Stochasticity.Kind.MINIBATCH_SIZE,
        Stochasticity.Kind.EXPLORATION_RATE);
  }

  @Override
  public Dqn at(Stochasticity stochasticity) {
    return switch (stochasticity.kind()) {
      case MINIBATCH_SIZE -> Settings.with(this, "batch-size", (int) stochasticity.level());
      case EXPLORATION_RATE -> Settings.with(this, "end-e", stochasticity.level());
      case NONE, ENTROPY_COEFFICIENT, GRADIENT_NOISE_FLOOR, DROPOUT -> this;
    };
  }

  @Override
  public void check(Task task) {
    if (!(task instanceof EnvironmentTask in) || !in.environment().actions().discrete()) {
      throw new Refusal(
          "task",
          "expected an environment with discrete actions for learner dqn, found " + task.name());
    }
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    return new DqnTrainee(workload, this, stochasticity, streams, hooks);
  }

  Optimizer optimizer() {
    return Adam.of(learningRate, adamEps);
  }

  /** Learning rate of an update that follows {@code step} steps. */
  double learningRate(long step) {
    return annealLr ? learningRate * (1 - (double) step / totalTimesteps) : learningRate;
  }

  /** Share of random actions in the step that follows {@code step} steps. */
  double epsilon(long step) {
    double span = explorationFraction * totalTimesteps;
    return span == 0 ? endE : Math.max(endE, startE + (endE - startE) * (step / span));
  }
}
