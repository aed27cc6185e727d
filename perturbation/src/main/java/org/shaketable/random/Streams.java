package org.shaketable.random;

import org.shaketable.refusal.Refusal;

/**
 * The random streams of one run: each is named, and each of its draws belongs to a step of the run.
 * What is drawn is keyed by (seed, name, event); from a step on, if the run parts from its twin
 * there, by another seed instead.
 *
 * <p>What is the same in a run and all its twins wherever they part (initial weights, the inputs
 * and episodes with which they are looked at) is keyed by {@link #seed()} alone: {@link #fixed}.
 *
 * @param seed the seed of the run and of its twins
 * @param from first step whose draws are keyed by {@code seedFrom}; {@link Long#MAX_VALUE} for none
 * @param seedFrom the seed from there on
 */
public record Streams(long seed, long from, long seedFrom) {
  public Streams {
    if (from < 0) {
      throw new Refusal(
          "step", "expected 0 or more for the first that is keyed anew, found " + from);
    }
  }

  /** Streams that are keyed by this seed throughout. */
  public static Streams of(long seed) {
    return new Streams(seed, Long.MAX_VALUE, seed);
  }

  /**
   * The same streams up to a step; from it on they are keyed anew, by a seed that follows from this
   * one and a name.
   */
  public Streams anewFrom(long step, String name) {
    return new Streams(seed, step, RandomStream.key(seed, name, 0));
  }

  /** The stream of one purpose that is the same in a run and in all its twins. */
  public NamedStream fixed(String name) {
    return of(seed).named(name);
  }

  /** The stream of one purpose. */
  public NamedStream named(String name) {
    return new NamedStream(
        RandomStream.nameKey(seed, name), from, RandomStream.nameKey(seedFrom, name));
  }
}
