package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.analytics.metastate.CrossFit;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.Direction;

/** What holds of every detector, and of distances in a model that was fitted. */
class DetectorTest {
  private static final int EVALUATIONS = 60;
  private static final SplittableRandom RANDOM = new SplittableRandom(5);
  private static final Map<Subject, Trajectory> CLEAN =
      MadeTrajectories.of(12, EVALUATIONS, RANDOM);
  private static final Trajectory RUN =
      List.copyOf(MadeTrajectories.of(1, EVALUATIONS, RANDOM).values()).get(0);
  private static final Yardstick REFERENCE =
      CrossFit.of(
          new ArrayList<>(CLEAN.values()),
          MadeTrajectories.COLUMNS,
          TrajectoryColumns.features(MadeTrajectories.WORKLOAD),
          2);

  static Stream<Detector> all() {
    return Catalogue.of(MadeTrajectories.WORKLOAD, REFERENCE, MadeModels.BOTH).stream();
  }

  private static Observed seen(Trajectory run) {
    return Observed.of(
        new Subject("run", 3, MadeModels.FAMILY),
        run,
        MadeTrajectories.COLUMNS,
        REFERENCE,
        Direction.HIGHER);
  }

  private static double[] scores(String detector) {
    return all()
        .filter(found -> found.name().equals(detector))
        .findFirst()
        .orElseThrow()
        .scores(seen(RUN));
  }

  @ParameterizedTest
  @MethodSource("all")
  void cuttingOffTheFutureChangesNoScore(Detector detector) {
    double[] whole = detector.scores(seen(RUN));

    assertThat(whole).hasSize(EVALUATIONS + 1);
    assertThat(Arrays.stream(whole).skip(30)).doesNotContain(Double.NaN);
    for (int length : new int[] {1, 2, 7, 26, 31, EVALUATIONS}) {
      assertThat(detector.scores(seen(RUN.first(length))))
          .as("%s after %d evaluations", detector.name(), length)
          .containsExactly(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void theCombinedDistanceIsBothOverTheirMeans() {
    double[] t2 = scores("meta_state_t2");
    double[] spe = scores("meta_state_spe");
    double usual = REFERENCE.monitor().meanSpe();

    assertThat(scores("meta_state_combined")[40])
        .isCloseTo(t2[40] / 2 + spe[40] / usual, within(1e-12));
    // Over the runs of the model the mean of each part is one.
    double mean =
        CLEAN.values().stream()
            .flatMapToDouble(
                run -> Arrays.stream(seen(run).path().spe()).filter(value -> !Double.isNaN(value)))
            .average()
            .orElseThrow();
    assertThat(mean / usual).isCloseTo(1, within(0.02));
  }

  @Test
  void aFeaturesDistanceAndThatOfPerformanceAreInTheCleanRunsScale() {
    double[] centre = REFERENCE.scales().centre()[40];
    double[] scale = REFERENCE.scales().scale()[40];
    double[] row = RUN.row(40, 0);

    assertThat(scores("feature_log_weight_norm")[40])
        .isCloseTo(Math.abs(row[8] - centre[3]) / scale[3], within(1e-12));
    assertThat(scores("performance_below")[40])
        .isCloseTo((centre[0] - row[2]) / scale[0], within(1e-12));
  }
}
