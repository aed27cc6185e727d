package org.shaketable.training.dqn;

/** A batch of transitions; observations in rows without gaps. */
final class Transitions {
  final float[] observations;
  final float[] next;
  final double[] actions;
  final double[] rewards;
  final double[] dones;

  Transitions(int rows, int columns) {
    this.observations = new float[rows * columns];
    this.next = new float[rows * columns];
    this.actions = new double[rows];
    this.rewards = new double[rows];
    this.dones = new double[rows];
  }
}
