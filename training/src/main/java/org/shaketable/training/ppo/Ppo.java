package org.shaketable.training.ppo;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.Streams;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.cohort.CohortLearner;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.workload.Bounds;
import org.shaketable.training.workload.Objective;
import org.shaketable.training.workload.Rhythm;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Proximal policy optimisation with CleanRL's settings, names and defaults; then what RL-Zoo uses
 * besides. Absent settings (null) take the default. A step is one step of one environment; a run
 * has whole iterations of {@code numEnvs * numSteps} steps.
 *
 * @param totalTimesteps steps of a run; 500,000
 * @param numEnvs parallel environments; 4
 * @param numSteps steps of each environment in a roll-out; 128
 * @param learningRate Adam's; 2.5e-4
 * @param annealLr whether the learning rate falls to 0 in a straight line; true
 * @param gamma discount; 0.99
 * @param gaeLambda the lambda of advantage estimation; 0.95
 * @param numMinibatches minibatches in an epoch; 4
 * @param updateEpochs passes over a roll-out; 4
 * @param normAdv whether advantages are normalised within a minibatch; true
 * @param clipCoef half width of the range of the probability ratio; 0.2
 * @param clipVloss whether the value's move is clipped to that range, too; true
 * @param entCoef weight of the entropy bonus; 0.01
 * @param vfCoef weight of the value's loss; 0.5
 * @param maxGradNorm largest Euclidean norm of the gradient, longer ones are shortened to it; 0.5;
 *     0 for no limit
 * @param targetKl ends an iteration's updates after an epoch whose last estimate of KL(old || new)
 *     is above it; null, the default, for never
 * @param network the layers of policy and value, each its own; two layers of 64 tanh units if not
 *     given
 * @param annealClipCoef whether {@code clipCoef} falls like the learning rate; false
 * @param normObs whether observations are scaled by their running mean and standard deviation;
 *     false
 * @param normReward whether rewards are scaled by the running standard deviation of the discounted
 *     return; false
 * @param bootstrapTruncated whether a step that reaches the time limit earns the value of the
 *     observation that the episode was cut at; false as in CleanRL, true in stable-baselines3
 * @param logStdInit logarithm of a continuous policy's initial standard deviation; 0
 * @param adamEps Adam's epsilon; 1e-5
 * @param evaluationEpisodes episodes of an evaluation; 10
 */
public record Ppo(
    Long totalTimesteps,
    Integer numEnvs,
    Integer numSteps,
    Double learningRate,
    Boolean annealLr,
    Double gamma,
    Double gaeLambda,
    Integer numMinibatches,
    Integer updateEpochs,
    Boolean normAdv,
    Double clipCoef,
    Boolean clipVloss,
    Double entCoef,
    Double vfCoef,
    Double maxGradNorm,
    Double targetKl,
    NetworkSpec network,
    Boolean annealClipCoef,
    Boolean normObs,
    Boolean normReward,
    Boolean bootstrapTruncated,
    Double logStdInit,
    Double adamEps,
    Integer evaluationEpisodes)
    implements CohortLearner {
  /** Samples of a roll-out, so that all arrays that hold one can be made. */
  private static final int LARGEST_BATCH = 1 << 24;

  /** What comes between the learner and its environments, and the targets of updates. */
  static final Set<Surface> PLAY =
      EnumSet.of(
          Surface.INPUTS, Surface.OBSERVATIONS, Surface.ACTIONS, Surface.REWARDS, Surface.TARGETS);

  public Ppo {
    totalTimesteps = or(totalTimesteps, 500_000L);
    Bounds.whole("total-timesteps", totalTimesteps, 10, 2_000_000_000);
    numEnvs = Bounds.whole("num-envs", or(numEnvs, 4), 1, 65_536);
    numSteps = Bounds.whole("num-steps", or(numSteps, 128), 1, 65_536);
    learningRate = Bounds.number("learning-rate", or(learningRate, 2.5e-4), 0, 1000);
    annealLr = or(annealLr, true);
    gamma = Bounds.number("gamma", or(gamma, 0.99), 0, 1);
    gaeLambda = Bounds.number("gae-lambda", or(gaeLambda, 0.95), 0, 1);
    numMinibatches = Bounds.whole("num-minibatches", or(numMinibatches, 4), 1, 65_536);
    updateEpochs = Bounds.whole("update-epochs", or(updateEpochs, 4), 1, 1000);
    normAdv = or(normAdv, true);
    clipCoef = Bounds.number("clip-coef", or(clipCoef, 0.2), 0, 1000);
    clipVloss = or(clipVloss, true);
    entCoef = Bounds.number("ent-coef", or(entCoef, 0.01), 0, 1000);
    vfCoef = Bounds.number("vf-coef", or(vfCoef, 0.5), 0, 1000);
    maxGradNorm = Bounds.number("max-grad-norm", or(maxGradNorm, 0.5), 0, 1e9);
    if (targetKl != null) {
      Bounds.number("target-kl", targetKl, 0, 1000);
    }
    network = or(network, new NetworkSpec(List.of(64, 64), Activation.TANH));
    annealClipCoef = or(annealClipCoef, false);
    normObs = or(normObs, false);
    normReward = or(normReward, false);
    bootstrapTruncated = or(bootstrapTruncated, false);
    logStdInit = Bounds.number("log-std-init", or(logStdInit, 0.0), -20, 20);
    adamEps = Bounds.number("adam-eps", or(adamEps, 1e-5), 0, 1);
    evaluationEpisodes = Bounds.whole("evaluation-episodes", or(evaluationEpisodes, 10), 1, 10_000);
    Bounds.product("num-steps", "num-envs * num-steps", (long) numEnvs * numSteps, LARGEST_BATCH);
    checkBatch(numEnvs * numSteps, numMinibatches);
  }

  private static <T> T or(T value, T standard) {
    return value == null ? standard : value;
  }

  private static void checkBatch(int batch, int minibatches) {
    if (batch % minibatches != 0 || batch / minibatches < 2) {
      throw new Refusal(
          "num-minibatches",
          ("expected a divisor of num-envs * num-steps = %d that leaves 2"
                  + " samples or more, found %d")
              .formatted(batch, minibatches));
    }
  }

  /** CleanRL's settings. */
  public static Ppo standard() {
    return new Ppo(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "ppo";
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

  /** Updates come after whole roll-outs; the step that they belong to is the last one before. */
  @Override
  public Rhythm rhythm(Surface surface) {
    return switch (surface) {
      case INPUTS, OBSERVATIONS, ACTIONS, REWARDS -> new Rhythm(0, numEnvs, 1);
      case INITIALISATION -> Rhythm.EVERY_STEP;
      case PHYSICS -> new Rhythm(0, batchSize(), 1);
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
          new Rhythm(batchSize() - 1L, batchSize(), (long) numMinibatches * updateEpochs);
    };
  }

  @Override
  public long end() {
    return (totalTimesteps + batchSize() - 1) / batchSize() * batchSize();
  }

  @Override
  public void checkLearns() {
    if (totalTimesteps < batchSize()) {
      throw new Refusal(
          "total-timesteps",
          "expected at least one roll-out of num-envs * num-steps = %d, found %d"
              .formatted(batchSize(), totalTimesteps));
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
        Stochasticity.Kind.ENTROPY_COEFFICIENT,
        Stochasticity.Kind.GRADIENT_NOISE_FLOOR,
        Stochasticity.Kind.MINIBATCH_SIZE);
  }

  @Override
  public Ppo at(Stochasticity stochasticity) {
    return switch (stochasticity.kind()) {
      case ENTROPY_COEFFICIENT -> Settings.with(this, "ent-coef", stochasticity.level());
      case MINIBATCH_SIZE -> withMinibatches(stochasticity.level());
      case NONE, GRADIENT_NOISE_FLOOR, DROPOUT, EXPLORATION_RATE -> this;
    };
  }

  private Ppo withMinibatches(double size) {
    if (size < 2 || batchSize() % size != 0) {
      throw new Refusal(
          "minibatch-size",
          "expected a divisor of num-envs * num-steps = %d from 2, found %.0f"
              .formatted(batchSize(), size));
    }
    return Settings.with(this, "num-minibatches", (int) (batchSize() / size));
  }

  @Override
  public void check(Task task) {
    if (!(task instanceof EnvironmentTask)) {
      throw new Refusal("task", "expected an environment for learner ppo, found " + task.name());
    }
  }

  @Override
  public Trainee begin(
      Workload workload, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    return new PpoTrainee(workload, this, stochasticity, streams, hooks);
  }

  @Override
  public Optional<String> withoutKernel(Workload workload) {
    if (!(((EnvironmentTask) workload.task()).environment() instanceof CartPole cart)) {
      return Optional.of("there is no kernel for environment " + workload.task().name());
    }
    return cart.angleLimit() > PpoShape.LARGEST_ANGLE
        ? Optional.of("the kernel knows no angles so large")
        : Optional.empty();
  }

  @Override
  public Shape shape(Workload workload) {
    return PpoShape.of(this, cartPole(workload));
  }

  private static CartPole cartPole(Workload workload) {
    return (CartPole) ((EnvironmentTask) workload.task()).environment();
  }

  /** The kernel plays by itself; the constants of the physics come from the JVM. */
  @Override
  public boolean hasKernel(Workload workload, Perturbation perturbation) {
    return CohortLearner.super.hasKernel(workload, perturbation)
        && PpoShape.knowsAngles(cartPole(workload), perturbation)
        && (!CohortLearner.touches(perturbation, PLAY) || PpoPlan.plays(this, perturbation));
  }

  Optimizer optimizer() {
    return Adam.of(learningRate, adamEps);
  }

  /** Samples of one roll-out. */
  int batchSize() {
    return numEnvs * numSteps;
  }

  /** Samples of one update. */
  int minibatchSize() {
    return batchSize() / numMinibatches;
  }

  /** Learning rate of iteration {@code index}, from 0. */
  double learningRate(long index) {
    return learningRate * (annealLr ? annealing(index) : 1);
  }

  /** Half width of the range of the probability ratio in iteration {@code index}, from 0. */
  double clipCoef(long index) {
    return clipCoef * (annealClipCoef ? annealing(index) : 1);
  }

  /** What is left of an annealed setting in iteration {@code index}, from 0: 1 down to almost 0. */
  private double annealing(long index) {
    long iterations = (totalTimesteps + batchSize() - 1) / batchSize();
    return Math.max(0, 1 - (double) index / iterations);
  }
}
