package org.shaketable.training.averaging;

/** Trains the workers of a round, each by itself, and averages what they come to. */
@FunctionalInterface
public interface Averager {
  /** The average of a round; the same bits for the same round. */
  Averaged average(Round round);
}
