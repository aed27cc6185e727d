package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.analytics.metastate.CrossFit;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.detection.Sustained;

class ThresholdsTest {
  private static final int EVALUATIONS = 30;
  private static final int SWEEPS = 40;
  private static final int FURTHER = 40;

  /**
   * Models and thresholds of so many calibration runs, judged by runs that neither has seen. With
   * the model's own runs scored by itself and the 95th percentile of their maxima, one in seven to
   * one in ten of the others rings.
   */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 19, 40})
  void aFurtherCleanRunRingsInAtMostOneOfTwenty(int calibration) {
    SplittableRandom random = new SplittableRandom(calibration);
    Map<String, Integer> rings = new HashMap<>();
    // Of too few runs there is no threshold in any sweep, so one is enough to see it.
    int sweeps = calibration < Thresholds.FEWEST ? 1 : SWEEPS;
    for (int sweep = 0; sweep < sweeps; sweep++) {
      count(MadeTrajectories.of(calibration, EVALUATIONS, random), random, rings);
    }
    if (calibration < Thresholds.FEWEST) {
      assertThat(rings).isEmpty();
      return;
    }
    assertThat(rings).hasSizeGreaterThan(12);
    // 1600 further runs, of which 40 share a threshold: four of its standard errors.
    double noise = 4 * Math.sqrt(0.05 * 0.95 / (calibration + 2.0) / SWEEPS + 0.05 / 1600);
    rings.forEach(
        (detector, count) ->
            assertThat(count / (double) (SWEEPS * FURTHER))
                .as(detector)
                .isLessThanOrEqualTo(0.05 + noise));
    assertThat(rings.get(Catalogue.META_STATE)).isPositive();
  }

  /** Of 19 runs the 19th smallest maximum is the largest; of 18 there is none. */
  @Test
  void ofNineteenRunsTheThresholdIsTheLargestThatAnyHeld() {
    Map<Subject, Trajectory> clean =
        MadeTrajectories.of(Thresholds.FEWEST, EVALUATIONS, new SplittableRandom(3));

    Thresholds thresholds = thresholds(clean);

    assertThat(thresholds.runs()).isEqualTo(19);
    double largest =
        clean.keySet().stream()
            .mapToDouble(
                id -> {
                  Observed run =
                      Observed.of(
                          id,
                          clean.get(id),
                          MadeTrajectories.COLUMNS,
                          Yardstick.UNKNOWN,
                          Direction.HIGHER);
                  return Sustained.maximum(new RandomAlarm().scores(run), 3);
                })
            .max()
            .orElseThrow();
    assertThat(thresholds.byDetector()).containsEntry(new RandomAlarm(), largest);
    clean.remove(clean.keySet().iterator().next());
    assertThat(thresholds(clean).byDetector().values()).containsOnlyNulls();
  }

  private static Thresholds thresholds(Map<Subject, Trajectory> clean) {
    Yardstick whole =
        CrossFit.of(
            new ArrayList<>(clean.values()),
            MadeTrajectories.COLUMNS,
            TrajectoryColumns.features(MadeTrajectories.WORKLOAD),
            2);
    return Thresholds.of(
        clean, MadeTrajectories.COLUMNS, MadeTrajectories.WORKLOAD, whole, MadeModels.BOTH);
  }

  private static void count(
      Map<Subject, Trajectory> clean, SplittableRandom random, Map<String, Integer> rings) {
    List<String> features = TrajectoryColumns.features(MadeTrajectories.WORKLOAD);
    Yardstick whole =
        CrossFit.of(new ArrayList<>(clean.values()), MadeTrajectories.COLUMNS, features, 2);
    Thresholds thresholds =
        Thresholds.of(
            clean, MadeTrajectories.COLUMNS, MadeTrajectories.WORKLOAD, whole, MadeModels.BOTH);
    MadeTrajectories.of(FURTHER, EVALUATIONS, random)
        .forEach(
            (id, run) -> {
              Observed seen =
                  Observed.of(id, run, MadeTrajectories.COLUMNS, whole, Direction.HIGHER);
              thresholds
                  .byDetector()
                  .forEach(
                      (detector, threshold) -> {
                        if (threshold != null) {
                          double maximum =
                              Sustained.maximum(detector.scores(seen), Sustained.CONSECUTIVE);
                          rings.merge(detector.name(), maximum > threshold ? 1 : 0, Integer::sum);
                        }
                      });
            });
  }
}
