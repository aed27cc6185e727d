package org.shaketable.training.classification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Surface;

/** What rounds began from, as far back as a late worker may be; the latest at least. */
final class Averages {
  private final int most;

  /** Latest first. */
  private final Deque<float[]> kept = new ArrayDeque<>();

  /**
   * None yet.
   *
   * @param exposures the exposures of the run, which say how late a worker can be
   */
  Averages(List<Exposure> exposures) {
    double latest =
        exposures.stream()
            .map(Exposure::perturbation)
            .filter(perturbation -> perturbation.family().surfaces().contains(Surface.WORKERS))
            .mapToDouble(perturbation -> perturbation.magnitude())
            .max()
            .orElse(0);
    this.most = 1 + (int) Math.ceil(latest);
  }

  /** What a round begins from; a copy is kept. */
  void add(float[] parameters) {
    kept.addFirst(parameters.clone());
    while (kept.size() > most) {
      kept.removeLast();
    }
  }

  /** What the latest round began from. */
  float[] latest() {
    return kept.getFirst();
  }

  /** What a round began from so many before the latest, or the first that is kept. */
  float[] before(int rounds) {
    Iterator<float[]> all = kept.iterator();
    float[] found = all.next();
    for (int i = 0; i < rounds && all.hasNext(); i++) {
      found = all.next();
    }
    return found;
  }
}
