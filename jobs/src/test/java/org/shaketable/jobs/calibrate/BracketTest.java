package org.shaketable.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(runs.get()).isLessThan(40);
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
        .isEqualTo("0 of 2 runs collapse at 2; 0 of 2 runs collapse, 2 never learn at 4");
  }
}
