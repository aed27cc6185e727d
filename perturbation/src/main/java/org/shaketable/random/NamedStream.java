package org.shaketable.random;

/**
 * One purpose's random numbers in one run, see {@link Streams}: one stream for each event.
 *
 * @param nameKey {@link RandomStream#nameKey} of the events of steps before {@code from}
 * @param from first step whose events have the other key
 * @param nameKeyFrom the key of the name from that step on
 */
public record NamedStream(long nameKey, long from, long nameKeyFrom) {

  /** The key of one event that belongs to a step; -1 stands for what is before the first. */
  public long key(long step, long event) {
    return RandomStream.key(step < from ? nameKey : nameKeyFrom, event);
  }

  /** The stream of one event that belongs to a step. */
  public RandomStream at(long step, long event) {
    return RandomStream.ofKey(key(step, event));
  }

  /** The stream of a step that is its own event. */
  public RandomStream at(long step) {
    return at(step, step);
  }
}
