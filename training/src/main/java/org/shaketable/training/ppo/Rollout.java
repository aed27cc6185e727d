package org.shaketable.training.ppo;

import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.random.RandomStream;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.Environments;

/**
 * The training's environments and what the latest roll-out in them brought. Sample {@code t *
 * numEnvs + i} is step {@code t} of environment {@code i}.
 *
 * <p>Each observation passes the hooks once, when it arises, and is stored as the policy saw it; so
 * do rewards. For the hooks, both belong to the step that brought them, named by the steps done
 * before it: a disturbance with its onset at an evaluation leaves that evaluation untouched. The
 * actions of a step are drawn from a stream keyed by (seed, "ppo/action", steps done).
 */
final class Rollout {
  private final Ppo settings;
  private final ActorCritic network;
  private final Hooks hooks;
  private final Environments environments;
  private final Normalisation normalisation;
  private final long actionKey;
  private final int columns;
  private final int count;
  private final int batch;
  private final int actionSize;
  private final float[] scale;
  private final float[] stepRewards;
  private final boolean[] stepEnds;
  private final double[] outputs;
  private final double[] taken;
  private final float[] cut;
  private final int[] cutSamples;
  private final double[] cutValues;
  private int cuts;
  private long step;
  private long observed;
  private long rewarded;

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
      Normalisation normalisation,
      long seed,
      Hooks hooks) {
    this.settings = settings;
    this.network = network;
    this.hooks = hooks;
    this.normalisation = normalisation;
    this.count = settings.numEnvs();
    this.batch = settings.batchSize();
    this.columns = environment.observationSize();
    this.actionSize = network.policy.actionSize();
    this.environments = new Environments(environment, count, seed, "environment/reset");
    this.actionKey = RandomStream.nameKey(seed, "ppo/action");
    this.scale = environment.observationScale();
    this.stepRewards = new float[count];
    this.stepEnds = new boolean[count];
    this.outputs = new double[count * network.policy.outputs()];
    this.taken = new double[count * actionSize];
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
    return step;
  }

  /** Plays {@code numSteps} steps in each environment and estimates advantages and returns. */
  void collect() {
    // The observation behind the last roll-out is this one's first.
    System.arraycopy(observations, batch * columns, observations, 0, count * columns);
    System.arraycopy(dones, batch, dones, 0, count);
    cuts = 0;
    for (int sample = 0; sample < batch; sample += count) {
      act(sample);
      environments.step(taken, 0);
      reward(sample);
      observe(sample + count);
      step += count;
    }
    estimate();
  }

  private void act(int sample) {
    network.policy(observations, sample * columns, count, outputs);
    RandomStream random = RandomStream.ofKey(RandomStream.key(actionKey, step));
    Policy policy = network.policy;
    for (int i = 0; i < count; i++) {
      int to = (sample + i) * actionSize;
      int at = i * policy.outputs();
      policy.sample(outputs, at, network.logStd, random, actions, to);
      logProbabilities[sample + i] =
          policy.logProbability(outputs, at, network.logStd, actions, to);
    }
    System.arraycopy(actions, sample * actionSize, taken, 0, taken.length);
    policy.clip(taken, 0, taken.length);
  }

  private void reward(int sample) {
    for (int i = 0; i < count; i++) {
      stepRewards[i] = (float) environments.reward(i);
      stepEnds[i] = environments.ended(i);
      if (settings.bootstrapTruncated()
          && environments.truncated(i)
          && !environments.terminated(i)) {
        System.arraycopy(environments.endObservations(), i * columns, cut, cuts * columns, columns);
        cutSamples[cuts++] = sample + i;
      }
    }
    hooks.rewards(step, rewarded++, stepRewards, count);
    normalisation.rewards(stepRewards, stepEnds);
    for (int i = 0; i < count; i++) {
      rewards[sample + i] = stepRewards[i];
      dones[sample + count + i] = stepEnds[i] ? 1 : 0;
    }
  }

  private void observe(int sample) {
    int offset = sample * columns;
    environments.observe(observations, offset, columns);
    hooks.inputs(
        step, observed++, new Inputs(observations, offset, count, columns, columns, scale));
    normalisation.learnAndScale(observations, offset, count);
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

  /** Copies the samples with these indices into a minibatch and its inputs, rows without gaps. */
  void gather(int[] samples, int from, int rows, Minibatch minibatch, float[] inputs) {
    minibatch.rows = rows;
    for (int i = 0; i < rows; i++) {
      int sample = samples[from + i];
      System.arraycopy(observations, sample * columns, inputs, i * columns, columns);
      System.arraycopy(actions, sample * actionSize, minibatch.actions, i * actionSize, actionSize);
      minibatch.oldLogProbabilities[i] = logProbabilities[sample];
      minibatch.advantages[i] = advantages[sample];
      minibatch.returns[i] = returns[sample];
      minibatch.oldValues[i] = values[sample];
    }
  }
}
