package org.shaketable.analytics.stats.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BandGridTest {
  private static final int EVALUATIONS = 21;

  private final List<double[]> rows = rows(40);
  private final BandGrid grid = BandGrid.of(rows);

  private static List<double[]> rows(int runs) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, runs)
        .mapToObj(run -> random.doubles(EVALUATIONS, 0.5, 1.5).toArray())
        .toList();
  }

  private static void equal(CleanBand band, CleanBand expected) {
    assertThat(band.length()).isEqualTo(expected.length());
    assertThat(band.outside()).isEqualTo(expected.outside());
    for (int i = 0; i < band.length(); i++) {
      assertThat(band.lower(i)).isEqualTo(expected.lower(i));
      assertThat(band.median(i)).isEqualTo(expected.median(i));
      assertThat(band.upper(i)).isEqualTo(expected.upper(i));
    }
  }

  @Test
  void theStandardBandIsTheCleanBand() {
    equal(grid.standard(), CleanBand.ofRows(rows));
  }

  @Test
  void aBandOfEveryFourthEvaluationKnowsOfNoOthers() {
    List<double[]> seen =
        rows.stream()
            .map(row -> new double[] {row[0], row[4], row[8], row[12], row[16], row[20]})
            .toList();

    for (double outside : BandGrid.OUTSIDE) {
      equal(grid.band(4, outside), CleanBand.ofRows(seen, outside));
    }
  }

  @Test
  void theLessOftenANewRunMayLeaveItTheWiderItIs() {
    for (int cadence : BandGrid.CADENCES) {
      assertThat(grid.band(cadence, 0.05).lower(2)).isLessThan(grid.band(cadence, 0.1).lower(2));
      assertThat(grid.band(cadence, 0.1).lower(2)).isLessThan(grid.band(cadence, 0.2).lower(2));
    }
  }

  @Test
  void itIsBroughtToTheScaleOfTheWorkload() {
    Normalisation scale = new Normalisation(0.5, 1.5, Direction.HIGHER);

    equal(grid.normalised(scale).band(2, 0.2), grid.band(2, 0.2).normalised(scale));
  }
}
