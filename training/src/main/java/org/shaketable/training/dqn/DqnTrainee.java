package org.shaketable.training.dqn;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.NamedStream;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.training.descent.Descent;
import org.shaketable.training.descent.KickedCopies;
import org.shaketable.training.engine.Engines;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.environment.Environments;
import org.shaketable.training.environment.EvaluationEpisodes;
import org.shaketable.training.environment.HookedEnvironments;
import org.shaketable.training.environment.ProbeObservations;
import org.shaketable.training.probe.ResidualWindow;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Features;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Measurement;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** One training by deep Q-learning. */
final class DqnTrainee implements Trainee {
  private final Dqn settings;
  private final Hooks hooks;
  private final QFunction function;
  private final Descent descent;
  private final float[] parameters;
  private final float[] target;
  private final HookedEnvironments environments;
  private final ReplayBuffer buffer;
  private final Transitions batch;
  private final TdLearning learning;
  private final EvaluationEpisodes episodes;
  private final DqnProbes probes;
  private final ResidualWindow tdErrors = new ResidualWindow();
  private final NamedStream explorations;
  private final NamedStream replays;
  private final float[] targets;
  private final double[] values;
  private final double[] action = new double[1];
  private float[] observation;
  private float[] next;

  DqnTrainee(
      Workload workload, Dqn settings, Stochasticity stochasticity, Streams streams, Hooks hooks) {
    this.settings = settings;
    this.hooks = hooks;
    Environment environment = ((EnvironmentTask) workload.task()).environment();
    int columns = environment.observationSize();
    int choices = environment.actions().choices();
    int batchSize = settings.batchSize();
    int maxRows =
        Math.max(Math.max(batchSize, settings.evaluationEpisodes()), ProbeObservations.ROWS);
    this.function =
        new QFunction(
            Engines.network(workload.engine(), settings.network(), columns, choices, maxRows),
            maxRows);
    ParameterLayout layout = function.network.layout();
    this.parameters = new float[layout.size()];
    RandomStream random = streams.fixed("dqn/initialise").at(0);
    function.network.initialiseUniform(parameters, 0, random);
    this.descent =
        new Descent(
            layout,
            parameters,
            settings.optimizer(),
            settings.maxGradNorm(),
            new GradientNoiseFloor(stochasticity, streams),
            hooks);
    this.target = parameters.clone();
    this.environments = new HookedEnvironments(environment, 1, streams, hooks);
    this.buffer = new ReplayBuffer(settings.bufferSize(), columns);
    this.batch = new Transitions(batchSize, columns);
    this.learning = new TdLearning(settings, function, target);
    this.episodes = new EvaluationEpisodes(environment, settings.evaluationEpisodes(), streams);
    this.probes =
        new DqnProbes(
            function,
            descent,
            learning,
            batch,
            ProbeObservations.of(environment, streams),
            KickedCopies.of(workload.kicks(), streams, this::latestGradient));
    this.explorations = streams.named("dqn/action");
    this.replays = streams.named("dqn/sample");
    this.targets = new float[batchSize];
    this.values = new double[maxRows * choices];
    this.observation = new float[columns];
    this.next = new float[columns];
    environments.observe(observation, 0);
  }

  @Override
  public long step() {
    return environments.step();
  }

  @Override
  public void advance(long until) throws Diverged {
    while (step() < until) {
      play();
      long step = step();
      if (step > settings.learningStarts() && step % settings.trainFrequency() == 0) {
        for (int i = 0; i < settings.gradientSteps(); i++) {
          update();
        }
      }
      if (step > settings.learningStarts() && step % settings.targetNetworkFrequency() == 0) {
        follow();
      }
    }
  }

  private void play() {
    if (step() % settings.trainFrequency() == 0) {
      environments.physics();
    }
    choose();
    float reward = environments.step(action, 0)[0];
    environments.observe(next, 0);
    Environments played = environments.environments();
    // An episode that ended goes on elsewhere; what its last step led to was kept apart.
    float[] after = played.ended(0) ? played.endObservations() : next;
    if (played.terminated(0)) {
      buffer.addLast(observation, action[0], reward, after);
    } else {
      buffer.add(observation, action[0], reward, after);
    }
    float[] before = observation;
    observation = next;
    next = before;
  }

  private void choose() {
    RandomStream random = explorations.at(step());
    if (random.nextDouble() < settings.epsilon(step())) {
      action[0] = random.nextInt(function.choices());
    } else {
      function.values(parameters, observation, 0, 1, values);
      action[0] = TdLoss.best(values, 0, function.choices());
    }
  }

  private void update() throws Diverged {
    // The step just done: what starts with the next one must not touch this update.
    long at = step() - 1;
    descent.update(at, settings.learningRate(at), this::loss);
    descent.checkParameters(at);
    for (double error : learning.errors) {
      tdErrors.add(error);
    }
  }

  private double loss(long at, long event, float[] online, float[] gradient) {
    descent.remember();
    int rows = settings.batchSize();
    buffer.sample(replays.at(at, event), rows, batch);
    learning.aim(online, batch, rows);
    disturbTargets(at, event);
    double loss = learning.loss(online, batch, 0, rows);
    learning.gradient(online, rows, gradient);
    return loss;
  }

  /** That of the latest batch against the targets that it had. */
  private void latestGradient(int update, float[] online, float[] gradient) {
    int rows = settings.batchSize();
    learning.loss(online, batch, 0, rows);
    learning.gradient(online, rows, gradient);
  }

  /** Lets the hooks at the targets, in single precision. */
  private void disturbTargets(long at, long event) {
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) learning.targets[i];
    }
    hooks.targets(at, event, targets, targets.length);
    for (int i = 0; i < targets.length; i++) {
      learning.targets[i] = targets[i];
    }
  }

  /** Moves the target network towards the online network. */
  private void follow() {
    float share = settings.tau().floatValue();
    for (int i = 0; i < target.length; i++) {
      target[i] = share == 1 ? parameters[i] : target[i] + share * (parameters[i] - target[i]);
    }
  }

  @Override
  public Measurement measure(int index) {
    double performance = performance(index);
    Features features = probes.measure(step(), tdErrors.evaluated());
    double loss = descent.losses().mean();
    descent.losses().clear();
    return new Measurement(performance, loss, features);
  }

  @Override
  public double performance(int index) {
    return episodes.meanReturn(index, this::playGreedily);
  }

  private void playGreedily(float[] observations, int rows, double[] actions) {
    function.values(parameters, observations, 0, rows, values);
    for (int i = 0; i < rows; i++) {
      actions[i] = TdLoss.best(values, i * function.choices(), function.choices());
    }
  }

  @Override
  public ParameterLayout layout() {
    return descent.layout();
  }

  @Override
  public float[] parameters() {
    return parameters.clone();
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
