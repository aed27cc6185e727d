package org.shaketable.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.stats.dose.DoseCount;
import org.shaketable.analytics.stats.dose.PenalisedInterval;
import org.shaketable.analytics.stats.interval.Interval;

class BracketTest {
  private final AtomicInteger runs = new AtomicInteger();

  /** Each seed is lost from a magnitude of its own on. */
  private Bracket bracket(double largest, double... thresholds) {
    return new Bracket(
        largest,
        thresholds.length,
        (magnitude, seed) -> {
          runs.incrementAndGet();
          return magnitude >= thresholds[seed] ? Fate.COLLAPSED : Fate.SURVIVED;
        });
  }

  private static Doses doses(double largest, List<TriedMagnitude> trials) {
    return new Doses(trials, largest);
  }

  @ParameterizedTest(name = "range {0}, lost from {1} to {2}")
  @CsvSource({
    "1000, 3, 5",
    "1000, 700, 900",
    "1, 0.2, 0.25",
    "1, 0.9, 0.95",
    "1, 0.001, 0.002",
    "1000000, 20000, 90000",
    "23, 9, 15"
  })
  void itSpansNoEffectToCertainCollapse(double largest, double first, double last) {
    Doses doses = doses(largest, bracket(largest, (first + last) / 2, first, last).search());
    double harmless = doses.harmless().orElseThrow().magnitude();
    double certain = doses.certain().orElseThrow().magnitude();
    assertThat(harmless).isLessThan(first).isGreaterThan(first / 10);
    assertThat(certain)
        .isGreaterThanOrEqualTo(last)
        .isLessThanOrEqualTo(Math.min(largest, 8 * last));
    assertThat(doses.magnitudes(5)).hasSize(5).isSorted().startsWith(harmless).endsWith(certain);
    assertThat(runs.get()).isLessThan(49);
    assertThat(doses.said())
        .isEqualTo(
            "0 of 3 runs collapse at %s; 3 of 3 runs collapse at %s"
                .formatted(Significant.text(harmless), Significant.text(certain)));
  }

  @Test
  void aFamilyThatNeverCollapsesIsSaidToAndStillGetsASpread() {
    double never = Double.POSITIVE_INFINITY;
    Doses doses = doses(1000, bracket(1000, never, never).search());
    assertThat(doses.said())
        .isEqualTo(
            "never collapses in the family's range: 0 of 2 runs collapse at 1000, the largest"
                + " magnitude");
    assertThat(doses.magnitudes(4)).containsExactly(15.6, 62.5, 250.0, 1000.0);
  }

  @Test
  void collapseThatIsNeverCertainIsSaid() {
    Doses doses = doses(1, bracket(1, 0.1, Double.POSITIVE_INFINITY).search());
    assertThat(doses.said())
        .contains("0 of 2 runs collapse at 0.0")
        .endsWith(
            "collapse is never certain in the family's range: 1 of 2 runs collapse at 1, the"
                + " largest magnitude");
    assertThat(doses.magnitudes(3)).hasSize(3).endsWith(1.0);
  }

  @Test
  void whatCollapsesAtAllMagnitudesIsSaid() {
    Doses doses = doses(1000, bracket(1000, 0, 0).search());
    assertThat(doses.said())
        .startsWith(
            "some runs are lost even at the smallest magnitude tried, 2 of 2 runs collapse at"
                + " 0.00000");
    assertThat(doses.magnitudes(3)).hasSize(3).isSorted();
  }

  @Test
  void runsThatNeverLearnAreLostAndSaidApart() {
    List<TriedMagnitude> trials =
        new Bracket(1000, 2, (m, seed) -> m > 2 ? Fate.NEVER_LEARNED : Fate.SURVIVED).search();
    assertThat(doses(1000, trials).said())
        .isEqualTo("0 of 2 runs collapse at 2; 0 of 2 runs collapse, 2 never learn at 2.38");
  }

  /** Half are lost here in a sweep; the same for one number. */
  private static double half(int sweep) {
    return Math.pow(2, new SplittableRandom(77L + sweep).nextDouble());
  }

  /**
   * What 16 runs at each of five magnitudes tell in 100 sweeps.
   *
   * @param spread standard deviation of the logarithm of the magnitude from which a seed is lost
   * @param coarse whether the magnitudes are spread evenly over what the coarse pass found
   * @return how often there is a critical magnitude, and how often the truth is held
   */
  private int[] told(double spread, boolean coarse) {
    int[] told = new int[2];
    for (int sweep = 0; sweep < 100; sweep++) {
      SplittableRandom random = new SplittableRandom(sweep);
      double half = half(sweep);
      double[] seeds = new double[4];
      Arrays.setAll(seeds, i -> half * Math.exp(spread * random.nextGaussian()));
      Doses doses = doses(1000, bracket(1000, seeds).search());
      List<DoseCount> counts = new ArrayList<>();
      for (double dose : coarse ? evenly(coarse(doses)) : doses.magnitudes(5)) {
        int lost = 0;
        for (int run = 0; run < 16; run++) {
          lost += dose >= half * Math.exp(spread * random.nextGaussian()) ? 1 : 0;
        }
        counts.add(new DoseCount(dose, 16, lost));
      }
      Interval critical = PenalisedInterval.of(counts, 0.95);
      told[0] += Double.isNaN(critical.estimate()) ? 0 : 1;
      told[1] += critical.contains(half) ? 1 : 0;
    }
    return told;
  }

  private static List<Double> evenly(Doses doses) {
    double low = doses.harmless().orElseThrow().magnitude();
    double high = doses.certain().orElseThrow().magnitude();
    return IntStream.range(0, 5).mapToObj(i -> low * Math.pow(high / low, i / 4.0)).toList();
  }

  /** The trials of a coarse pass alone: powers of two. */
  private static Doses coarse(Doses doses) {
    return doses(
        doses.largest(),
        doses.trials().stream()
            .filter(trial -> Math.abs(Math.log(trial.magnitude()) / Math.log(2) % 1) < 1e-9)
            .toList());
  }

  /** The steeper the curve, the fewer of evenly spread magnitudes have runs of both kinds. */
  @Test
  void magnitudesOnTheEdgeTellWhereHalfAreLost() {
    int[] steep = told(0.05, false);
    int[] flat = told(0.4, false);

    assertThat(steep[0]).isGreaterThanOrEqualTo(60);
    assertThat(told(0.05, true)[0]).isLessThanOrEqualTo(20);
    assertThat(flat[0]).isGreaterThanOrEqualTo(85);
    assertThat(List.of(steep[1], flat[1])).allMatch(held -> held >= 90);
  }

  @Test
  void threeOrMoreOfFiveLieBetweenNoEffectAndCertainCollapse() {
    Doses doses =
        doses(
            100,
            List.of(
                new TriedMagnitude(1, 0, 0, 4),
                new TriedMagnitude(2, 1, 0, 4),
                new TriedMagnitude(4, 3, 0, 4),
                new TriedMagnitude(8, 4, 0, 4)));

    assertThat(doses.magnitudes(5)).hasSize(5).isSorted().startsWith(1.0).endsWith(8.0);
    assertThat(doses.magnitudes(5).subList(1, 4)).allMatch(m -> m > 1.1 && m < 7.5);
    assertThat(doses.magnitudes(3)).hasSize(3).isSorted().allMatch(m -> m > 1.1 && m < 7.5);
    // Half way of them all by symmetry.
    assertThat(doses.magnitudes(3).get(1)).isEqualTo(2.83);
  }
}
