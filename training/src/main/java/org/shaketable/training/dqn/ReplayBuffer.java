package org.shaketable.training.dqn;

import org.shaketable.random.RandomStream;

/**
 * The latest transitions, the oldest overwritten first; batches are drawn uniformly with
 * replacement.
 */
final class ReplayBuffer {
  private final int capacity;
  private final int columns;
  private final float[] observations;
  private final float[] next;
  private final double[] actions;
  private final double[] rewards;
  private final double[] dones;
  private long added;

  ReplayBuffer(int capacity, int columns) {
    this.capacity = capacity;
    this.columns = columns;
    this.observations = new float[capacity * columns];
    this.next = new float[capacity * columns];
    this.actions = new double[capacity];
    this.rewards = new double[capacity];
    this.dones = new double[capacity];
  }

  /** Takes in a transition behind which its episode goes on. */
  void add(float[] before, double action, double reward, float[] after) {
    put(before, action, reward, after, 0);
  }

  /** Takes in the last transition of an episode: nothing follows {@code after}. */
  void addLast(float[] before, double action, double reward, float[] after) {
    put(before, action, reward, after, 1);
  }

  private void put(float[] before, double action, double reward, float[] after, double done) {
    int at = (int) (added++ % capacity);
    System.arraycopy(before, 0, observations, at * columns, columns);
    System.arraycopy(after, 0, next, at * columns, columns);
    actions[at] = action;
    rewards[at] = reward;
    dones[at] = done;
  }

  /** Number of transitions. */
  int size() {
    return (int) Math.min(added, capacity);
  }

  /** Draws {@code rows} transitions. */
  void sample(RandomStream random, int rows, Transitions batch) {
    int size = size();
    for (int i = 0; i < rows; i++) {
      int at = random.nextInt(size);
      System.arraycopy(observations, at * columns, batch.observations, i * columns, columns);
      System.arraycopy(next, at * columns, batch.next, i * columns, columns);
      batch.actions[i] = actions[at];
      batch.rewards[i] = rewards[at];
      batch.dones[i] = dones[at];
    }
  }
}
