package org.shaketable.training.language;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.shaketable.training.text.Alphabet;

/**
 * Parameters that the runs of one owner start from, so that a hundred runs need not train the same
 * start. Each entry's value is a function of its key, so a run's bits do not depend on what is
 * here: only its time does. The latest {@value #MOST} trained ones are kept.
 *
 * <p>Whoever trains runs makes one and trains {@link #during} it, on as many threads as there are;
 * a training outside of any has those of its thread, where no checkpoint has been read.
 */
public final class Starts {
  private static final int MOST = 8;
  private static final ThreadLocal<Starts> HERE =
      ThreadLocal.withInitial(() -> new Starts(Map.of()));

  private record Key(Start start, Alphabet alphabet) {}

  private final Map<Checkpoint, float[]> read;

  /** The parameters in the order of their last use. */
  private final Map<Key, float[]> trained =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Starts of which these are read from lakes and all others are trained.
   *
   * @param read parameters of checkpoints, whatever the text and the network that they are known by
   */
  public Starts(Map<Checkpoint, float[]> read) {
    this.read = Map.copyOf(read);
  }

  /** What {@code training} gives while its runs start from these. */
  public <T> T during(Supplier<T> training) {
    Starts before = HERE.get();
    HERE.set(this);
    try {
      return training.get();
    } finally {
      HERE.set(before);
    }
  }

  /** The starts of this thread's training. */
  static Starts here() {
    return HERE.get();
  }

  /** A copy of what {@code training} gives, which is not asked again while its result is kept. */
  float[] trained(Start start, Alphabet alphabet, Supplier<float[]> training) {
    Key key = new Key(start, alphabet);
    // Others wait: two threads that need the same start should not both train it.
    synchronized (trained) {
      return trained.computeIfAbsent(key, absent -> training.get()).clone();
    }
  }

  /** A copy of a checkpoint's parameters, if they have been read. */
  Optional<float[]> read(Checkpoint checkpoint) {
    return Optional.ofNullable(read.get(checkpoint.place())).map(float[]::clone);
  }
}
