package org.shaketable.analytics.stats.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.stats.interval.ProportionInterval;

class PenalisedFitTest {
  /**
   * A two-by-two table: with one binary predictor Firth's estimates are those of the table with 1/2
   * added to each cell (Heinze and Schemper 2002, section 2), so known in closed form.
   */
  @Test
  void atTwoMagnitudesHalfARunIsAddedToEachOutcome() {
    PenalisedFit fit = PenalisedFit.of(List.of(new DoseCount(1, 8, 0), new DoseCount(10, 8, 8)));
    double atOne = Math.log(0.5 / 8.5);
    assertThat(fit.intercept()).isCloseTo(atOne, within(1e-9));
    assertThat(fit.slope()).isCloseTo(-2 * atOne, within(1e-9));
    PenalisedFit other =
        PenalisedFit.of(List.of(new DoseCount(1, 10, 2), new DoseCount(10, 12, 9)));
    assertThat(other.intercept()).isCloseTo(Math.log(2.5 / 8.5), within(1e-9));
    assertThat(other.slope()).isCloseTo(Math.log(9.5 / 3.5) - Math.log(2.5 / 8.5), within(1e-9));
  }

  @Test
  void noOtherLineHasALargerPenalisedLikelihood() {
    List<DoseCount> doses =
        List.of(new DoseCount(1, 8, 0), new DoseCount(2, 8, 3), new DoseCount(4, 8, 8));
    PenalisedFit fit = PenalisedFit.of(doses);
    for (double da = -1; da <= 1; da += 0.25) {
      for (double db = -1; db <= 1; db += 0.25) {
        double value = PenalisedFit.penalised(doses, 0, fit.intercept() + da, fit.slope() + db);
        assertThat(value).isLessThanOrEqualTo(fit.logLikelihood() + 1e-9);
      }
    }
  }

  @Test
  void scalingTheMagnitudesScalesTheCriticalOneAndItsBounds() {
    List<DoseCount> doses =
        List.of(new DoseCount(1, 8, 0), new DoseCount(2, 8, 3), new DoseCount(4, 8, 8));
    List<DoseCount> scaled =
        List.of(new DoseCount(10, 8, 0), new DoseCount(20, 8, 3), new DoseCount(40, 8, 8));
    Interval one = PenalisedInterval.of(doses, 0.95);
    Interval ten = PenalisedInterval.of(scaled, 0.95);
    assertThat(ten.estimate()).isCloseTo(10 * one.estimate(), within(1e-6));
    assertThat(ten.lower()).isCloseTo(10 * one.lower(), within(1e-4));
    assertThat(ten.upper()).isCloseTo(10 * one.upper(), within(1e-4));
  }

  @Test
  void anotherShareLiesWhereTheCurvePassesIt() {
    List<DoseCount> doses =
        List.of(new DoseCount(1, 20, 3), new DoseCount(2, 20, 9), new DoseCount(4, 20, 17));
    PenalisedFit fit = PenalisedFit.of(doses);

    Interval half = PenalisedInterval.of(doses, 0.95);
    Interval more = PenalisedInterval.of(doses, 0.7, 0.95);

    assertThat(PenalisedInterval.of(doses, 0.5, 0.95)).isEqualTo(half);
    assertThat(fit.probability(more.estimate())).isCloseTo(0.7, within(1e-9));
    assertThat(more.lower()).isBetween(half.lower(), more.estimate());
    assertThat(more.upper()).isGreaterThan(half.upper());
  }

  /** A fifth is lost by chance, counted on 20 placebos, and the rest by the dose, half at 1. */
  @Test
  void halfOfWhatChanceLeavesIsHeldAsOftenAsItSays() {
    int sweeps = 300;
    int held = 0;
    int heldByHalf = 0;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      Draws draws = Draws.of(31, sweep);
      List<DoseCount> doses = new ArrayList<>();
      for (double magnitude : new double[] {0.25, 0.5, 1, 2, 4}) {
        double taken = 1 / (1 + Math.exp(-2 * Math.log(magnitude) / Math.log(2)));
        doses.add(lost(magnitude, 0.2 + 0.8 * taken, draws));
      }
      int byChance = lost(1, 0.2, draws).collapses();
      Interval chance = ProportionInterval.CLOPPER_PEARSON.of(byChance, 20, 0.95);
      double lower = PenalisedInterval.of(doses, (1 + chance.lower()) / 2, 0.95).lower();
      double upper = PenalisedInterval.of(doses, (1 + chance.upper()) / 2, 0.95).upper();
      held += lower <= 1 && 1 <= upper ? 1 : 0;
      heldByHalf += PenalisedInterval.of(doses, 0.95).contains(1) ? 1 : 0;
    }
    assertThat(held / (double) sweeps).isGreaterThan(0.93);
    assertThat(heldByHalf).as("half of all are lost sooner").isLessThan(held);
  }

  private static DoseCount lost(double magnitude, double share, Draws draws) {
    int lost = 0;
    for (int run = 0; run < 20; run++) {
      lost += draws.nextDouble() < share ? 1 : 0;
    }
    return new DoseCount(magnitude, 20, lost);
  }

  @Test
  void separatedOutcomesGiveABracketBetweenMagnitudesAndNoEstimate() {
    Interval critical =
        PenalisedInterval.of(
            List.of(new DoseCount(1, 16, 0), new DoseCount(2, 16, 0), new DoseCount(4, 16, 16)),
            0.95);
    assertThat(critical.estimate()).isNaN();
    assertThat(critical.lower()).isEqualTo(2);
    assertThat(critical.upper()).isEqualTo(4);
  }

  @Test
  void anEndOfTheBracketThatNoMagnitudeShowsIsOpen() {
    Interval survived =
        PenalisedInterval.of(List.of(new DoseCount(1, 8, 0), new DoseCount(2, 8, 3)), 0.95);
    assertThat(survived.lower()).isEqualTo(1);
    assertThat(survived.upper()).isInfinite();
    Interval few =
        PenalisedInterval.of(List.of(new DoseCount(1, 4, 0), new DoseCount(2, 4, 4)), 0.95);
    assertThat(few.lower()).isZero();
    assertThat(few.upper()).isInfinite();
    assertThat(PenalisedInterval.of(List.of(), 0.95).lower()).isNaN();
  }

  /** Three doses a decade apart cannot place a curve of slope 20: bounds held 64 to 87 %. */
  @ParameterizedTest
  @ValueSource(doubles = {2, 4, 7, 10, 14, 30})
  void steepResponsesAtFewDosesAreHeldAsOftenAsItSays(double truth) {
    int held = 0;
    int defined = 0;
    for (int sample = 0; sample < 600; sample++) {
      Draws draws = Draws.of(15, sample);
      List<DoseCount> doses = new ArrayList<>();
      for (double magnitude : new double[] {1, 10, 100}) {
        double p = 1 / (1 + Math.exp(-20 * Math.log10(magnitude / truth)));
        int lost = 0;
        for (int i = 0; i < 16; i++) {
          lost += draws.nextDouble() < p ? 1 : 0;
        }
        doses.add(new DoseCount(magnitude, 16, lost));
      }
      Interval critical = PenalisedInterval.of(doses, 0.95);
      defined += Double.isNaN(critical.lower()) ? 0 : 1;
      held += critical.contains(truth) ? 1 : 0;
    }
    assertThat(defined).isEqualTo(600);
    assertThat((double) held / defined).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void aFlatResponseHasNoBoundsThatLookCertain() {
    Interval critical =
        PenalisedInterval.of(
            List.of(new DoseCount(1, 8, 3), new DoseCount(2, 8, 4), new DoseCount(4, 8, 4)), 0.95);
    assertThat(critical.lower()).isZero();
    assertThat(critical.upper()).isInfinite();
    Interval falling =
        PenalisedInterval.of(
            List.of(new DoseCount(1, 8, 8), new DoseCount(2, 8, 4), new DoseCount(4, 8, 0)), 0.95);
    assertThat(falling.estimate()).isNaN();
    assertThat(PenalisedInterval.of(List.of(new DoseCount(1, 8, 3)), 0.95).estimate()).isNaN();
  }

  @Test
  void theIntervalHoldsTheTruthAsOftenAsItSays() {
    double[] magnitudes = {1, 1.5, 2, 3, 4};
    int held = 0;
    int defined = 0;
    for (int sample = 0; sample < 600; sample++) {
      Draws draws = Draws.of(20261128, sample);
      List<DoseCount> doses = new ArrayList<>();
      for (double magnitude : magnitudes) {
        double p = 1 / (1 + Math.exp(-10 * Math.log10(magnitude / 2.2)));
        int lost = 0;
        for (int i = 0; i < 12; i++) {
          lost += draws.nextDouble() < p ? 1 : 0;
        }
        doses.add(new DoseCount(magnitude, 12, lost));
      }
      Interval critical = PenalisedInterval.of(doses, 0.95);
      if (!Double.isNaN(critical.estimate())) {
        defined++;
        held += critical.contains(2.2) ? 1 : 0;
      }
    }
    assertThat(defined).isGreaterThan(595);
    assertThat((double) held / defined).isBetween(0.93, 0.97);
  }
}
