package org.shaketable.training.ppo;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.training.cohort.CohortTrainee;
import org.shaketable.training.cohort.Ending;
import org.shaketable.training.cohort.Member;
import org.shaketable.training.cohort.UpdatePlanner;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.KickedCopies;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.environment.EvaluationEpisodes;
import org.shaketable.training.environment.ProbeObservations;
import org.shaketable.training.probe.ResidualWindow;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** One training by PPO. */
final class PpoTrainee implements CohortTrainee {
  private final Ppo settings;
  private final Hooks hooks;
  private final Streams streams;
  private final GradientNoiseFloor noiseFloor;
  private final Environment environment;
  private final ActorCritic network;
  private final Descent descent;
  private final RunningScales normalisation;
  private final Rollout rollout;
  private final RolloutLoss loss;
  private final ResidualWindow tdErrors = new ResidualWindow();
  private final float[] targets;
  private final EvaluationEpisodes episodes;
  private final PpoProbes probes;
  private final NamedStream shuffles;
  private final double[] outputs;
  private final int[] order;
  private long iteration;
  private long epoch;
  private double meanLoss = Double.NaN;
  private final Ending ending = new Ending();

  PpoTrainee(
      Workload workload, Ppo settings, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    this.settings = settings;
    this.hooks = hooks;
    this.streams = streams;
    this.noiseFloor = new GradientNoiseFloor(stochasticity, streams);
    this.environment = ((EnvironmentTask) workload.task()).environment();
    Policy policy = Policy.of(environment.actions());
    int columns = environment.observationSize();
    int rows = settings.minibatchSize();
    int maxRows =
        Math.max(
            Math.max(rows, settings.numEnvs()),
            Math.max(
                settings.evaluationEpisodes(),
                Math.max(ProbeObservations.ROWS, RolloutLoss.MOST_ROWS)));
    this.network = new ActorCritic(workload.engine(), settings.network(), columns, policy, maxRows);
    network.initialise(streams, settings.logStdInit(), network.parameters);
    this.descent =
        new Descent(
            network.layout(),
            network.parameters,
            settings.optimizer(),
            settings.maxGradNorm(),
            noiseFloor,
            hooks);
    this.normalisation = new RunningScales(settings, columns);
    this.rollout = new Rollout(settings, environment, network, normalisation, streams, hooks);
    this.order = new int[settings.batchSize()];
    this.loss = new RolloutLoss(settings, rollout, network, order);
    this.targets = new float[rows];
    this.episodes = new EvaluationEpisodes(environment, settings.evaluationEpisodes(), streams);
    this.shuffles = streams.named("ppo/shuffle");
    this.outputs = new double[maxRows * policy.outputs()];
    this.probes =
        new PpoProbes(
            network,
            descent,
            normalisation,
            ProbeObservations.of(environment, streams),
            KickedCopies.of(workload.kicks(), streams, this::latestGradient));
  }

  @Override
  public long step() {
    return rollout.step();
  }

  @Override
  public void advance(long until) throws Diverged {
    ending.check();
    while (step() < until) {
      iterate(step() + settings.batchSize() >= until);
    }
  }

  private void iterate(boolean last) throws Diverged {
    double learningRate = settings.learningRate(iteration);
    double clipCoef = settings.clipCoef(iteration++);
    rollout.collect();
    rollout.addTdErrors(tdErrors);
    double sum = 0;
    int updates = 0;
    for (int pass = 0; pass < settings.updateEpochs(); pass++) {
      shuffle();
      for (int from = 0; from < order.length; from += settings.minibatchSize()) {
        sum += update(from, learningRate, clipCoef, last);
        updates++;
      }
      if (settings.targetKl() != null && loss.approxKl() > settings.targetKl()) {
        break;
      }
    }
    meanLoss = sum / updates;
    descent.checkParameters(step() - 1);
  }

  private void shuffle() {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    shuffles.at(step() - 1, epoch++).shuffle(order, order.length);
  }

  /** One update on a minibatch; its loss. */
  private double update(int from, double learningRate, double clipCoef, boolean remembered)
      throws Diverged {
    // The last step of the roll-out: what starts with the next one must not touch this update.
    return descent.update(
        step() - 1,
        learningRate,
        (at, event, parameters, gradient) -> {
          if (remembered) {
            descent.remember();
          }
          loss.gather(from, settings.minibatchSize());
          disturbTargets(at, event);
          return loss.gradient(clipCoef, gradient);
        });
  }

  /** Lets the hooks at the advantages, in single precision. */
  private void disturbTargets(long at, long event) {
    Minibatch minibatch = loss.minibatch();
    for (int i = 0; i < minibatch.rows; i++) {
      targets[i] = (float) minibatch.advantages[i];
    }
    hooks.targets(at, event, targets, minibatch.rows);
    for (int i = 0; i < minibatch.rows; i++) {
      minibatch.advantages[i] = targets[i];
    }
  }

  /**
   * That of one minibatch after another of the latest roll-out, in the order of its last shuffle.
   */
  private void latestGradient(int update, float[] parameters, float[] result) {
    int rows = settings.minibatchSize();
    loss.gather(update % settings.numMinibatches() * rows, rows);
    network.with(parameters, () -> loss.gradient(settings.clipCoef(), result));
  }

  @Override
  public Member member() {
    UpdatePlanner planner =
        new UpdatePlanner(
            layout(), settings.optimizer(), settings.maxGradNorm(), noiseFloor, hooks);
    return new PpoMember(this, settings, (CartPole) environment, streams, hooks, planner);
  }

  @Override
  public float[] initial() {
    float[] parameters = new float[layout().size()];
    network.initialise(streams, settings.logStdInit(), parameters);
    return parameters;
  }

  @Override
  public Descent descent() {
    return descent;
  }

  ResidualWindow tdErrors() {
    return tdErrors;
  }

  /** Roll-outs that were played elsewhere; the mean loss of the updates after the last of them. */
  void follow(int rollouts, double lastMeanLoss) {
    rollout.follow(rollouts);
    meanLoss = lastMeanLoss;
  }

  /** The latest roll-out, which was played elsewhere. */
  void arrive(PlayedRollout played) {
    rollout.arrive(played);
    normalisation.arrive(played);
    System.arraycopy(played.order(), 0, order, 0, order.length);
  }

  @Override
  public Ending ending() {
    return ending;
  }

  @Override
  public Measurement measure(int index) {
    double performance = performance(index);
    Features features =
        probes.measure(step(), tdErrors.evaluated(), new LatestRollout(settings, network, loss));
    return new Measurement(performance, meanLoss, features);
  }

  @Override
  public double performance(int index) {
    return episodes.meanReturn(index, this::play);
  }

  private void play(float[] observations, int rows, double[] actions) {
    normalisation.scale(observations, 0, rows);
    network.policy(observations, 0, rows, outputs);
    for (int i = 0; i < rows; i++) {
      network.policy.greedy(outputs, i * network.policy.outputs(), actions, i);
    }
  }

  @Override
  public ParameterLayout layout() {
    return descent.layout();
  }

  @Override
  public float[] parameters() {
    return network.parameters.clone();
  }

  @Override
  public float[] probeOutputs() {
    return probes.outputs();
  }

  @Override
  public double functionDistance(float[] referenceOutputs) {
    return probes.distance(referenceOutputs);
  }
}
