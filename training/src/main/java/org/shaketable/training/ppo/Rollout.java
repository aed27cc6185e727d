package org.shaketable.training.ppo;

import org.shaketable.perturbation.Hooks;
import org.shaketable.random.NamedStream;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.Environments;
import org.shaketable.training.environment.HookedEnvironments;
import org.shaketable.training.probe.ResidualWindow;

/**
 * The training's environments and what the latest roll-out in them brought. Sample {@code t *
 * numEnvs + i} is step {@code t} of environment {@code i}.
 *
 * <p>Observations and rewards are stored as the hooks left them, as the policy saw them. The
 * actions of a step are drawn from a stream keyed by (seed, "ppo/action", steps done).
 */
final class Rollout {
  private final Ppo settings;
  private final ActorCritic network;
  private final HookedEnvironments environments;
  private final RunningScales normalisation;
  private final NamedStream draws;
  private final int columns;
  private final int count;
  private final int batch;
  private final int actionSize;
  private final boolean[] stepEnds;
  private final double[] outputs;
  private final float[] cut;
  private final int[] cutSamples;
  private final double[] cutValues;
  private int cuts;
  private long elsewhere;

  final float[] observations;
  final double[] actions;
  final double[] logProbabilities;
  final double[] rewards;
  final double[] dones;
  final double[] values;
  final double[] advantages;
  final double[] returns;

  Rollout(
      Ppo settings,
      Environment environment,
      ActorCritic network,
      RunningScales normalisation,
      Streams streams,
      Hooks hooks) {
    this.settings = settings;
    this.network = network;
    this.normalisation = normalisation;
    this.count = settings.numEnvs();
    this.batch = settings.batchSize();
    this.columns = environment.observationSize();
    this.actionSize = network.policy.actionSize();
    this.environments = new HookedEnvironments(environment, count, streams, hooks);
    this.draws = streams.named("ppo/action");
    this.stepEnds = new boolean[count];
    this.outputs = new double[count * network.policy.outputs()];
    int cuttable = settings.bootstrapTruncated() ? batch : 0;
    this.cut = new float[cuttable * columns];
    this.cutSamples = new int[cuttable];
    this.cutValues = new double[cuttable];
    this.observations = new float[(batch + count) * columns];
    this.actions = new double[batch * actionSize];
    this.logProbabilities = new double[batch];
    this.rewards = new double[batch];
    this.dones = new double[batch + count];
    this.values = new double[batch + count];
    this.advantages = new double[batch];
    this.returns = new double[batch];
    observe(batch);
  }

  /** Steps done so far. */
  long step() {
    return environments.step() + elsewhere;
  }

  /** So many roll-outs were played elsewhere. */
  void follow(int rollouts) {
    elsewhere += (long) rollouts * batch;
  }

  /** The latest roll-out, which was played elsewhere. */
  void arrive(PlayedRollout played) {
    System.arraycopy(played.observations(), 0, observations, 0, observations.length);
    for (int i = 0; i < batch; i++) {
      actions[i] = played.actions()[i];
    }
    System.arraycopy(played.logProbabilities(), 0, logProbabilities, 0, batch);
    System.arraycopy(played.advantages(), 0, advantages, 0, batch);
    System.arraycopy(played.returns(), 0, returns, 0, batch);
    System.arraycopy(played.values(), 0, values, 0, values.length);
  }

  /** Plays {@code numSteps} steps in each environment and estimates advantages and returns. */
  void collect() {
    // The observation behind the last roll-out is this one's first.
    System.arraycopy(observations, batch * columns, observations, 0, count * columns);
    System.arraycopy(dones, batch, dones, 0, count);
    cuts = 0;
    environments.physics();
    for (int sample = 0; sample < batch; sample += count) {
      act(sample);
      reward(sample, environments.step(actions, sample * actionSize));
      observe(sample + count);
    }
    estimate();
  }

  private void act(int sample) {
    network.policy(observations, sample * columns, count, outputs);
    RandomStream random = draws.at(step());
    Policy policy = network.policy;
    for (int i = 0; i < count; i++) {
      int to = (sample + i) * actionSize;
      int at = i * policy.outputs();
      logProbabilities[sample + i] =
          policy.sample(outputs, at, network.logStd, random, actions, to);
    }
  }

  private void reward(int sample, float[] stepRewards) {
    Environments ended = environments.environments();
    for (int i = 0; i < count; i++) {
      stepEnds[i] = ended.ended(i);
      if (settings.bootstrapTruncated() && ended.truncated(i) && !ended.terminated(i)) {
        System.arraycopy(ended.endObservations(), i * columns, cut, cuts * columns, columns);
        cutSamples[cuts++] = sample + i;
      }
    }
    normalisation.rewards(stepRewards, stepEnds);
    for (int i = 0; i < count; i++) {
      rewards[sample + i] = stepRewards[i];
      dones[sample + count + i] = stepEnds[i] ? 1 : 0;
    }
  }

  private void observe(int sample) {
    environments.observe(observations, sample * columns);
    normalisation.learnAndScale(observations, sample * columns, count);
  }

  private void estimate() {
    network.values(observations, 0, batch + count, values, 0);
    if (cuts > 0) {
      normalisation.scale(cut, 0, cuts);
      network.values(cut, 0, cuts, cutValues, 0);
      for (int c = 0; c < cuts; c++) {
        rewards[cutSamples[c]] += settings.gamma() * cutValues[c];
      }
    }
    Gae.compute(
        settings.numSteps(),
        count,
        settings.gamma(),
        settings.gaeLambda(),
        rewards,
        values,
        dones,
        advantages,
        returns);
  }

  /** Takes in the TD errors of the latest roll-out: {@code r + gamma V' - V}. */
  void addTdErrors(ResidualWindow residuals) {
    for (int i = 0; i < batch; i++) {
      double going = 1 - dones[i + count];
      residuals.add(rewards[i] + settings.gamma() * values[i + count] * going - values[i]);
    }
  }

  /** Copies the observations of the samples with these indices, rows without gaps. */
  void inputs(int[] samples, int from, int rows, float[] inputs) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(observations, samples[from + i] * columns, inputs, i * columns, columns);
    }
  }

  /** Copies what is to be learned from the samples with these indices. */
  void gather(int[] samples, int from, int rows, Minibatch minibatch) {
    minibatch.rows = rows;
    for (int i = 0; i < rows; i++) {
      int sample = samples[from + i];
      System.arraycopy(actions, sample * actionSize, minibatch.actions, i * actionSize, actionSize);
      minibatch.oldLogProbabilities[i] = logProbabilities[sample];
      minibatch.advantages[i] = advantages[sample];
      minibatch.returns[i] = returns[sample];
      minibatch.oldValues[i] = values[sample];
    }
  }
}
