package org.shaketable.training.bench;

/** Something that trains step after step and can be timed. */
interface Contender extends AutoCloseable {
  /** The name in the table. */
  String name();

  /** Trains {@code steps} steps and returns the microseconds of processor time they took. */
  double train(int steps);

  @Override
  default void close() {}
}
