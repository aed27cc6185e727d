package org.shaketable.jobs;

import java.util.Objects;
import java.util.stream.Stream;

/** What a fault came from. */
public final class Causes {
  private Causes() {}

  /** The fault, its cause, the cause of that, and so on. */
  public static Stream<Throwable> of(Throwable fault) {
    return Stream.iterate(fault, Objects::nonNull, Throwable::getCause);
  }
}
