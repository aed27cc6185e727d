package org.shaketable.analytics.stats.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.stats.bootstrap.Draws;

class CleanBandTest {
  private static boolean inside(double[] row, CleanBand band) {
    return IntStream.range(0, row.length)
        .allMatch(i -> band.lower(i) <= row[i] && row[i] <= band.upper(i));
  }

  /** A curve that learns, wanders, and sometimes dips. */
  private static double[] run(Draws draws) {
    double[] row = new double[30];
    double start = 8 + 4 * draws.nextDouble();
    double wander = 0;
    for (int i = 0; i < row.length; i++) {
      wander = 0.7 * wander + 0.03 * draws.nextGaussian();
      double dip = draws.nextDouble() < 0.03 ? 0.3 : 0;
      row[i] = Math.min(1, i / start) + wander - dip;
    }
    return row;
  }

  /** Of pointwise 5th to 95th percentiles of 16 runs, half of the clean runs left the others'. */
  @ParameterizedTest
  @CsvSource({"16, 0.1", "20, 0.1", "40, 0.1", "40, 0.2"})
  void aNewCleanRunStaysInsideAtEveryEvaluationAsOftenAsItSays(int runs, double alpha) {
    int samples = 500;
    int held = 0;
    double outside = 0;
    for (int sample = 0; sample < samples; sample++) {
      Draws draws = Draws.of(415, sample);
      List<double[]> clean = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        clean.add(run(draws));
      }
      CleanBand band = CleanBand.ofRows(clean, alpha);
      held += inside(run(draws), band) ? 1 : 0;
      outside = band.outside();
    }
    assertThat(outside).isLessThanOrEqualTo(alpha);
    assertThat((double) held / samples).isBetween(1 - outside - 0.045, 1 - outside + 0.045);
  }

  @Test
  void withFewRunsItSaysWhatProbabilityWasReached() {
    List<double[]> rows = new ArrayList<>();
    Draws draws = Draws.of(1, 1);
    for (int i = 0; i < 4; i++) {
      rows.add(run(draws));
    }
    assertThat(CleanBand.ofRows(rows).outside()).isCloseTo(0.2, within(1e-12));
    assertThat(CleanBand.ofRows(rows.subList(0, 2)).outside()).isNaN();
  }

  @Test
  void oneOrTwoRunsAreTheirRange() {
    CleanBand band = CleanBand.ofRows(List.of(new double[] {1, 2}, new double[] {3, 1}));

    assertThat(band.lower(0)).isEqualTo(1);
    assertThat(band.upper(0)).isEqualTo(3);
    assertThat(band.median(1)).isEqualTo(1.5);
    assertThat(CleanBand.ofRows(List.of(new double[] {7})).lower(0)).isEqualTo(7);
  }

  @Test
  void scoresAreOfTheOthersAlone() {
    // Medians of the others 1, 0, 0; mean deviations from them 1/2, 1, 1/2: scores 2, 1 and 4.
    CleanBand band =
        CleanBand.ofRows(List.of(new double[] {0}, new double[] {1}, new double[] {0}), 0.5);

    assertThat(band.median(0)).isZero();
    assertThat(band.outside()).isCloseTo(0.5, within(1e-12));
    assertThat(band.upper(0)).isGreaterThan(0);
    assertThat(band.lower(0)).isEqualTo(-band.upper(0));
  }

  @Test
  void runsThatAreAllEqualHaveABandOfNoWidthAndWhereTheyAgreeOnceItHasSome() {
    double[] same = {0, 1, 1};
    CleanBand line = CleanBand.ofRows(List.of(same, same, same, same));
    assertThat(line.lower(1)).isEqualTo(1);
    assertThat(line.upper(2)).isEqualTo(1);
    CleanBand band =
        CleanBand.ofRows(List.of(new double[] {0, 5}, new double[] {0, 6}, new double[] {0, 9}));
    assertThat(band.upper(0)).isGreaterThan(0);
  }

  @Test
  void missingValuesAreLeftOutAndPastTheEndThereIsNoBand() {
    CleanBand band =
        CleanBand.ofRows(
            List.of(
                new double[] {1, 2, 3},
                new double[] {1, Double.NaN, 4},
                new double[] {1, 3, 5},
                new double[] {1, 4, 5}));

    assertThat(band.runs(1)).isEqualTo(3);
    assertThat(band.median(1)).isEqualTo(3);
    assertThat(band.lower(3)).isNaN();
    assertThat(band.median(3)).isNaN();
    assertThat(band.upper(3)).isNaN();
    assertThat(band.runs(3)).isZero();
    assertThat(CleanBand.of(List.of()).length()).isZero();
  }

  @Test
  void aFewRunsThatDivergedLeaveABandAndManyLeaveNone() {
    List<double[]> rows = new ArrayList<>();
    Draws draws = Draws.of(2, 2);
    for (int i = 0; i < 19; i++) {
      rows.add(run(draws));
    }
    rows.add(new double[] {0, 0.1});
    assertThat(CleanBand.ofRows(rows).lower(20)).isFinite();
    rows.add(new double[] {0, 0.1});
    rows.add(Arrays.stream(run(draws)).map(x -> x > 0.5 ? Double.NEGATIVE_INFINITY : x).toArray());
    assertThat(CleanBand.ofRows(rows).lower(20)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void onTheScaleOfAWorkloadWhoseLowerPerformanceIsBetterTheEdgesChangePlaces() {
    List<double[]> losses = List.of(new double[] {4, 2}, new double[] {4, 1});
    CleanBand band = CleanBand.ofRows(losses).normalised(new Normalisation(4, 0, Direction.LOWER));

    assertThat(band.lower(1)).isEqualTo(0.5);
    assertThat(band.upper(1)).isEqualTo(0.75);
  }
}
