package org.shaketable.training.environment;

import org.shaketable.random.NamedStream;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;

/**
 * Episodes played side by side to see how good a policy is; they share nothing with the training's
 * environments. The start of episode {@code i} of evaluation {@code k} is keyed by (seed,
 * "evaluation/reset", k, i). Episodes that have ended take no more time.
 */
public final class EvaluationEpisodes {

  /** Chooses actions. */
  @FunctionalInterface
  public interface Player {
    /**
     * Writes one action for each observation.
     *
     * @param observations {@code rows} rows without gaps
     */
    void act(float[] observations, int rows, double[] actions);
  }

  private final Environment environment;
  private final int episodes;
  private final int stateSize;
  private final NamedStream resets;
  private final double[] state;
  private final float[] observations;
  private final double[] actions;
  private final int[] live;
  private final double[] returns;

  /** Room for {@code episodes} episodes at a time. */
  public EvaluationEpisodes(Environment environment, int episodes, Streams streams) {
    this.environment = environment;
    this.episodes = episodes;
    this.stateSize = environment.stateSize();
    this.resets = streams.fixed("evaluation/reset");
    this.state = new double[episodes * stateSize];
    this.observations = new float[episodes * environment.observationSize()];
    this.actions = new double[episodes];
    this.live = new int[episodes];
    this.returns = new double[episodes];
  }

  /** Mean undiscounted return of the episodes of evaluation {@code index}. */
  public double meanReturn(int index, Player player) {
    start(index);
    int playing = episodes;
    int limit = environment.timeLimit();
    for (int t = 1; playing > 0; t++) {
      for (int row = 0; row < playing; row++) {
        int offset = row * environment.observationSize();
        environment.observe(state, live[row] * stateSize, observations, offset);
      }
      player.act(observations, playing, actions);
      playing = step(playing, t >= limit);
    }
    double sum = 0;
    for (double one : returns) {
      sum += one;
    }
    return sum / episodes;
  }

  private void start(int index) {
    long key = resets.key(index, index);
    for (int i = 0; i < episodes; i++) {
      environment.reset(state, i * stateSize, RandomStream.ofKey(RandomStream.key(key, i)));
      live[i] = i;
      returns[i] = 0;
    }
  }

  /** Moves the live episodes; those that go on keep their order. */
  private int step(int playing, boolean last) {
    int kept = 0;
    for (int row = 0; row < playing; row++) {
      int i = live[row];
      returns[i] +=
          environment.step(state, i * stateSize, environment.actions().clip(actions[row]));
      if (!last && !environment.terminated(state, i * stateSize)) {
        live[kept++] = i;
      }
    }
    return kept;
  }
}
