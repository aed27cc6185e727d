package org.shaketable.analytics.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.metastate.CrossFit;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.stats.curve.Direction;

class LearnedScoreTest {
  private static final Map<Subject, Trajectory> CLEAN =
      MadeTrajectories.of(12, 30, new SplittableRandom(7));
  private static final Yardstick REFERENCE =
      CrossFit.of(
          new ArrayList<>(CLEAN.values()), MadeTrajectories.COLUMNS, MadeModels.FEATURES, 2);
  private static final Trajectory RUN =
      List.copyOf(MadeTrajectories.of(1, 30, new SplittableRandom(8)).values()).get(0);

  private static double[] scores(LearnedModels models, Subject subject) {
    return new LearnedScore(models)
        .scores(Observed.of(subject, RUN, MadeTrajectories.COLUMNS, REFERENCE, Direction.HIGHER));
  }

  private static double[] windows(int row) {
    var scale = REFERENCE.standardisation();
    return new FeatureWindows(MadeModels.FEATURES, scale).of(RUN, scale, 1)[row];
  }

  @Test
  void aRunIsJudgedByTheModelThatHasSeenNeitherItsFamilyNorItsSeed() {
    LearnedModel other = MadeModels.linear(5);
    LearnedModels models =
        new LearnedModels(
            "learned",
            MadeModels.FEATURES,
            2,
            Map.of(
                MadeModels.FAMILY, List.of(MadeModels.linear(1), MadeModels.linear(2)),
                MadeModels.OTHER, List.of(other, other)));

    assertThat(scores(models, new Subject("run", 4, MadeModels.FAMILY))[20])
        .isEqualTo(MadeModels.linear(1).score(windows(20)));
    assertThat(scores(models, new Subject("run", 5, MadeModels.FAMILY))[20])
        .isEqualTo(MadeModels.linear(2).score(windows(20)));
    assertThat(scores(models, new Subject("run", 5, MadeModels.OTHER))[20])
        .isEqualTo(other.score(windows(20)));
  }

  @Test
  void ofARunThatNothingDisturbsTheLargestScoreOfAllModelsCounts() {
    LearnedModels models = MadeModels.BOTH.get(0);

    double[] undisturbed = scores(models, new Subject("run", 0, null));
    double[] one = scores(models, new Subject("run", 0, MadeModels.FAMILY));
    double[] two = scores(models, new Subject("run", 0, MadeModels.OTHER));

    for (int i = 0; i < undisturbed.length; i++) {
      assertThat(undisturbed[i]).isEqualTo(Math.max(one[i], two[i]));
    }
  }

  @Test
  void withoutAModelThatMayJudgeNothingIsSaid() {
    LearnedModels models =
        new LearnedModels(
            "learned",
            MadeModels.FEATURES,
            2,
            Map.of(MadeModels.FAMILY, Arrays.asList(null, MadeModels.linear(1))));

    assertThat(models.any()).isTrue();
    assertThat(scores(models, new Subject("run", 0, MadeModels.FAMILY))).containsOnly(Double.NaN);
    assertThat(scores(models, new Subject("run", 1, MadeModels.OTHER))).containsOnly(Double.NaN);
    assertThat(
            new LearnedModels(
                    "learned",
                    MadeModels.FEATURES,
                    2,
                    Map.of(MadeModels.FAMILY, Collections.nCopies(2, null)))
                .any())
        .isFalse();
  }

  /** Values 1 to 10 and then one that is missing: the mean of the latest four known is 8.5. */
  @Test
  void theWindowsAreWhatIsNowItsLevelItsChangeAndItsSize() {
    double[][] features = {
      {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, Double.NaN}, {-1, -2, -3, -4, -5, -6, -7, -8, -9, -10, 0}
    };

    double[][] windows = FeatureWindows.of(11, features, 1);

    assertThat(windows[9]).containsExactly(10, 8, 5, 8, -10, -8, -5, 8);
    assertThat(windows[10])
        .containsExactly(
            new double[] {Double.NaN, 8.5, 4.5, 8.5, 0, -6.8, -2.8, 6.8}, within(1e-12));
    assertThat(windows[0]).containsExactly(1, 1, 0, 1, -1, -1, 0, 1);
  }

  @Test
  void theWindowsOfSomeRowsAreTheSameAsAmongThoseOfAll() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] features = new double[3][100];
    for (double[] feature : features) {
      Arrays.setAll(feature, i -> i % 17 == 0 ? Double.NaN : random.nextGaussian());
    }
    double[][] all = FeatureWindows.of(100, features, 1);

    for (int every : new int[] {2, 3, 5, 7, 25}) {
      double[][] some = FeatureWindows.of(100, features, every);
      for (int row = 0; row < 100; row += every) {
        assertThat(some[row]).isEqualTo(all[row]);
      }
    }
    assertThat(all[17]).as("no feature known").isNull();
  }

  @Test
  void aMissingNumberCountsAsThatOfCleanRuns() {
    assertThat(new LinearModel(new double[] {2, 3}).score(new double[] {Double.NaN, 2}))
        .isEqualTo(6);
    assertThat(MadeModels.stump(1).score(new double[] {0, Double.NaN})).isEqualTo(1);
    assertThat(MadeModels.stump(1).score(new double[] {0, 0.6})).isEqualTo(2);
    assertThat(MadeModels.stump(1).score(new double[] {0, 0.5})).isEqualTo(1);
  }
}
