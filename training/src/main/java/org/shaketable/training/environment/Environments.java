package org.shaketable.training.environment;

import org.shaketable.random.NamedStream;
import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;

/**
 * Parallel environments that reset by themselves: where an episode ends, the next observation is
 * already the next episode's first, and that of the end is kept apart (Gymnasium's vector
 * environments with {@code AutoresetMode.SAME_STEP}, as CleanRL uses them).
 *
 * <p>The start of episode {@code k} of environment {@code i} is drawn from a stream keyed by (seed,
 * stream name, i, k) and belongs to the step that ended the episode before: it depends on nothing
 * that happened before. Stepping allocates nothing but those streams.
 */
public final class Environments {
  private static final long BEFORE_THE_FIRST = -1;

  private Environment environment;
  private final int count;
  private final int stateSize;
  private final int columns;
  private final double[] state;
  private final NamedStream resets;
  private final int[] episode;
  private final int[] episodeSteps;
  private final double[] episodeReturn;
  private final double[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;
  private final double[] finishedReturn;
  private final float[] endObservations;
  private long step;

  /** {@code count} environments at the start of their first episodes. */
  public Environments(Environment environment, int count, NamedStream resets) {
    this.environment = environment;
    this.count = count;
    this.stateSize = environment.stateSize();
    this.columns = environment.observationSize();
    this.state = new double[count * stateSize];
    this.resets = resets;
    this.episode = new int[count];
    this.episodeSteps = new int[count];
    this.episodeReturn = new double[count];
    this.rewards = new double[count];
    this.terminated = new boolean[count];
    this.truncated = new boolean[count];
    this.finishedReturn = new double[count];
    this.endObservations = new float[count * columns];
    for (int i = 0; i < count; i++) {
      reset(i, BEFORE_THE_FIRST);
    }
  }

  private void reset(int i, long at) {
    long key = RandomStream.key(resets.key(at, i), episode[i]);
    RandomStream random = RandomStream.ofKey(key);
    environment.reset(state, i * stateSize, random);
    episodeSteps[i] = 0;
    episodeReturn[i] = 0;
  }

  /** Goes on with other physics constants; episodes in progress keep their states. */
  public void physics(Environment changed) {
    if (!changed.name().equals(environment.name())) {
      throw new Refusal(
          "environment", "expected %s, found %s".formatted(environment.name(), changed.name()));
    }
    environment = changed;
  }

  /** Writes the current observation of environment {@code i} at {@code offset + i * stride}. */
  public void observe(float[] observations, int offset, int stride) {
    for (int i = 0; i < count; i++) {
      environment.observe(state, i * stateSize, observations, offset + i * stride);
    }
  }

  /** One step of all; environment {@code i} takes {@code actions[offset + i]}. */
  public void step(double[] actions, int offset) {
    int limit = environment.timeLimit();
    for (int i = 0; i < count; i++) {
      int at = i * stateSize;
      double reward = environment.step(state, at, actions[offset + i]);
      rewards[i] = reward;
      episodeReturn[i] += reward;
      terminated[i] = environment.terminated(state, at);
      truncated[i] = ++episodeSteps[i] >= limit;
      if (terminated[i] || truncated[i]) {
        finish(i);
      }
    }
    step += count;
  }

  /** Steps done so far, those of all environments together. */
  public long step() {
    return step;
  }

  private void finish(int i) {
    environment.observe(state, i * stateSize, endObservations, i * columns);
    finishedReturn[i] = episodeReturn[i];
    episode[i]++;
    reset(i, step);
  }

  /** Number of parallel environments. */
  public int count() {
    return count;
  }

  /** Reward of the last step in environment {@code i}. */
  public double reward(int i) {
    return rewards[i];
  }

  /** Whether the last step of environment {@code i} ended an episode by the environment's rule. */
  public boolean terminated(int i) {
    return terminated[i];
  }

  /** Whether the last step of environment {@code i} reached the time limit. */
  public boolean truncated(int i) {
    return truncated[i];
  }

  /** Whether the last step of environment {@code i} ended an episode. */
  public boolean ended(int i) {
    return terminated[i] || truncated[i];
  }

  /** Episodes that environment {@code i} has finished. */
  public int episodes(int i) {
    return episode[i];
  }

  /** Undiscounted return of the episode that environment {@code i} finished last. */
  public double finishedReturn(int i) {
    return finishedReturn[i];
  }

  /**
   * The observations with which episodes ended, environment {@code i}'s at {@code i *
   * observationSize}; they hold where {@link #ended} does.
   */
  public float[] endObservations() {
    return endObservations;
  }
}
