package org.shaketable.training.language;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.shaketable.training.text.Alphabet;

/**
 * Parameters that runs of this JVM start from, so that a hundred runs need not train the same
 * start. Each entry's value is a function of its key, so a run's bits do not depend on what is
 * here: only its time does. The latest {@value #MOST} trained ones are kept; those handed over from
 * a lake all are, for whoever handed them holds them anyway.
 */
final class StartParameters {
  private static final int MOST = 8;

  private record Key(Start start, Alphabet alphabet) {}

  /** In the order of their last use. */
  private static final Map<Key, float[]> TRAINED =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
          return size() > MOST;
        }
      };

  private static final Map<String, float[]> HANDED = new ConcurrentHashMap<>();

  private StartParameters() {}

  /** A copy of what {@code training} gives, which is not asked again while its result is kept. */
  static float[] trained(Start start, Alphabet alphabet, Supplier<float[]> training) {
    Key key = new Key(start, alphabet);
    // Others wait: two threads that need the same start should not both train it.
    synchronized (TRAINED) {
      return TRAINED.computeIfAbsent(key, absent -> training.get()).clone();
    }
  }

  static void hand(String key, float[] parameters) {
    HANDED.put(key, parameters.clone());
  }

  /** A copy of what was handed over, if anything was. */
  static Optional<float[]> handed(String key) {
    return Optional.ofNullable(HANDED.get(key)).map(float[]::clone);
  }
}
