package org.shaketable.jobs.calibrate;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.dose.DoseCount;
import org.shaketable.analytics.stats.dose.PenalisedFit;

/**
 * What a search found, and the magnitudes that follow from it.
 *
 * @param trials the trials by ascending magnitude, each with every seed
 * @param largest magnitude of the family
 */
record Doses(List<TriedMagnitude> trials, double largest) {
  /** So many magnitudes leave three on the edge beside both ends. */
  private static final int WITH_ENDS = 5;

  private static final double FEW = 0.1;

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
   * {@code count} magnitudes: no effect, certain collapse, and between them where 10 to 90 % are
   * lost by the curve through the trials, evenly on the logarithm; fewer than five are all there.
   * Where there is no such edge, evenly from no effect to the largest.
   */
  List<Double> magnitudes(int count) {
    Optional<TriedMagnitude> low = harmless();
    Optional<TriedMagnitude> high = certain();
    boolean edge =
        low.isPresent() && high.isPresent() && low.get().magnitude() < high.get().magnitude();
    if (!edge) {
      double to = high.map(TriedMagnitude::magnitude).orElse(largest);
      return rounded(
          spread(
              low.map(TriedMagnitude::magnitude).filter(m -> m < to).orElse(to / 64), to, count));
    }
    return rounded(onEdge(low.get().magnitude(), high.get().magnitude(), count));
  }

  private DoubleStream onEdge(double low, double high, int count) {
    int inside = count < WITH_ENDS ? count : count - 2;
    // As far from the ends as half of even steps, so that magnitudes stay apart.
    double apart = Math.pow(high / low, 0.5 / count);
    PenalisedFit curve = curve();
    double from = Math.max(low * apart, Math.min(high / apart, at(curve, FEW)));
    double to = Math.max(low * apart, Math.min(high / apart, at(curve, 1 - FEW)));
    DoubleStream edge =
        from < to ? spread(from, to, inside) : spread(low * apart, high / apart, inside);
    return inside == count
        ? edge
        : DoubleStream.concat(
            DoubleStream.of(low), DoubleStream.concat(edge, DoubleStream.of(high)));
  }

  private PenalisedFit curve() {
    return PenalisedFit.of(
        trials.stream()
            .map(trial -> new DoseCount(trial.magnitude(), trial.runs(), trial.lost()))
            .toList());
  }

  /** The magnitude at which a share is lost. */
  private static double at(PenalisedFit curve, double share) {
    return Math.pow(10, (Math.log(share / (1 - share)) - curve.intercept()) / curve.slope());
  }

  private static DoubleStream spread(double from, double to, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> from * Math.pow(to / from, (double) i / (count - 1)));
  }

  private List<Double> rounded(DoubleStream magnitudes) {
    return magnitudes
        .mapToObj(Significant::round)
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
