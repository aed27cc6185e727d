package org.shaketable.analytics.stats.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.analytics.stats.interval.Interval;

/** Likelihoods where outcomes are nearly separated, or do not depend on the magnitude at all. */
class EdgeOfSeparationTest {

  private static final int RUNS = 5;

  /** Magnitudes a decade apart, and some that nearly touch beside others far away. */
  static Stream<double[]> magnitudes() {
    return Stream.of(
        new double[] {1, 10, 100},
        new double[] {0.1, 1, 10, 100},
        new double[] {1, 10, 10.001, 1000},
        new double[] {1, 1.0001, 1.0002, 50});
  }

  /** Every outcome of some runs at each magnitude. */
  private static List<List<DoseCount>> tables(double[] magnitudes) {
    List<List<DoseCount>> tables = List.of(List.of());
    for (double magnitude : magnitudes) {
      List<List<DoseCount>> longer = new ArrayList<>();
      for (List<DoseCount> table : tables) {
        for (int collapses = 0; collapses <= RUNS; collapses++) {
          List<DoseCount> doses = new ArrayList<>(table);
          doses.add(new DoseCount(magnitude, RUNS, collapses));
          longer.add(doses);
        }
      }
      tables = longer;
    }
    return tables;
  }

  @ParameterizedTest
  @MethodSource("magnitudes")
  void everyFitIsAMaximumOfThePenalisedLikelihood(double[] magnitudes) {
    for (List<DoseCount> doses : tables(magnitudes)) {
      PenalisedFit fit = PenalisedFit.of(doses);
      double found = PenalisedFit.penalised(doses, 0, fit.intercept(), fit.slope());
      assertThat(found).as("%s", doses).isCloseTo(fit.logLikelihood(), within(1e-6));
      for (double error : new double[] {-0.01, 0.01}) {
        assertThat(PenalisedFit.penalised(doses, 0, fit.intercept() + error, fit.slope()))
            .isLessThan(found);
        assertThat(PenalisedFit.penalised(doses, 0, fit.intercept(), fit.slope() + error))
            .isLessThan(found);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("magnitudes")
  void noProfileIntervalEndsAtItsEstimate(double[] magnitudes) {
    int intervals = 0;
    for (List<DoseCount> doses : tables(magnitudes)) {
      Interval interval = PenalisedInterval.of(doses, 0.95);
      if (!Double.isNaN(interval.estimate())) {
        intervals++;
        assertThat(interval.lower()).as("%s", doses).isLessThan((1 - 1e-6) * interval.estimate());
        assertThat(interval.upper())
            .as("%s", doses)
            .isGreaterThan((1 + 1e-6) * interval.estimate());
      }
    }
    assertThat(intervals).isPositive();
  }

  /** exp(2000) overflows; the likelihood of what never happened is 1 and its logarithm 0. */
  @Test
  void whatNeverHappenedSaysNothingHoweverUnlikely() {
    List<DoseCount> doses =
        List.of(new DoseCount(1, 8, 0), new DoseCount(10, 8, 4), new DoseCount(100, 8, 8));

    double steep = PenalisedFit.logLikelihood(doses, -2000, 2000);

    assertThat(steep).isCloseTo(8 * Math.log(0.5), within(1e-12));
    assertThat(PenalisedFit.logLikelihood(doses, 2000, -2000))
        .isCloseTo(-32_000 + 8 * Math.log(0.5), within(1e-9));
  }

  @Test
  void equalSharesHaveNoCriticalMagnitudeWhateverTheSignOfTheRounding() {
    for (int collapses = 1; collapses < 12; collapses++) {
      for (double ratio : new double[] {1.7, 3, 10}) {
        List<DoseCount> doses = new ArrayList<>();
        for (int m = 0; m < 4; m++) {
          doses.add(new DoseCount(0.3 * Math.pow(ratio, m), 12, collapses));
        }
        assertThat(PenalisedInterval.of(doses, 0.95).estimate()).as("%s", doses).isNaN();
      }
    }
  }
}
