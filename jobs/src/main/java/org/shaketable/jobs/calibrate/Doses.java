package org.shaketable.jobs.calibrate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a search found, and the magnitudes that follow from it.
 *
 * @param trials the trials by ascending magnitude, each with every seed
 * @param largest magnitude of the family
 */
record Doses(List<TriedMagnitude> trials, double largest) {
  Doses {
    trials = List.copyOf(trials);
  }

  /** The largest magnitude below which, itself included, no run was lost. */
  Optional<TriedMagnitude> harmless() {
    TriedMagnitude best = null;
    for (TriedMagnitude trial : trials) {
      if (trial.lost() > 0) {
        break;
      }
      best = trial;
    }
    return Optional.ofNullable(best);
  }

  /** The smallest magnitude at which every run was lost. */
  Optional<TriedMagnitude> certain() {
    return trials.stream().filter(trial -> trial.lost() == trial.runs()).findFirst();
  }

  /**
   * {@code count} magnitudes, evenly spread on the logarithm, from no effect to certain collapse.
   */
  List<Double> magnitudes(int count) {
    double to = certain().map(TriedMagnitude::magnitude).orElse(largest);
    double from = harmless().map(TriedMagnitude::magnitude).filter(m -> m < to).orElse(to / 64);
    return IntStream.range(0, count)
        .mapToObj(i -> from * Math.pow(to / from, (double) i / (count - 1)))
        .map(Significant::round)
        .map(magnitude -> Math.min(largest, magnitude))
        .distinct()
        .toList();
  }

  /** What was found, in one line. */
  String said() {
    String low =
        harmless()
            .map(TriedMagnitude::toString)
            .orElse("some runs are lost even at the smallest magnitude tried, " + trials.get(0));
    if (certain().isPresent()) {
      return low + "; " + certain().get();
    }
    TriedMagnitude last = trials.get(trials.size() - 1);
    return last.lost() == 0
        ? "never collapses in the family's range: %s, the largest magnitude".formatted(last)
        : low
            + "; collapse is never certain in the family's range: %s, the largest magnitude"
                .formatted(last);
  }
}
