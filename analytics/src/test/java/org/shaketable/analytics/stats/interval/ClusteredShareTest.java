package org.shaketable.analytics.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusteredShareTest {
  private static final int LOSSES = 92;

  @Test
  void aSampleWithoutAnyEventIsNoProofThatThereAreNone() {
    Interval interval = ClusteredShare.of(new double[16], 0.95);
    double z = 2.131449545559323;
    assertThat(interval.estimate()).isZero();
    assertThat(interval.lower()).isZero();
    assertThat(interval.upper()).isCloseTo(z * z / (16 + z * z), within(1e-9));
  }

  /**
   * Shares 0 and 1/2, four each: variance 1/14, kurtosis 1, so 2 / (-2/8 + 2/7) = 56 of freedom.
   */
  @Test
  void runsOfTwoKindsTellTheirVarianceWell() {
    Interval interval = ClusteredShare.of(new double[] {0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5}, 0.95);
    double z = 2.003240718847872;
    double n = 0.25 * 0.75 * 8 * 14;
    double centre = (0.25 + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(0.1875 / n + z * z / (4 * n * n));

    assertThat(interval.lower()).isCloseTo(centre - half, within(1e-9));
    assertThat(interval.upper()).isCloseTo(centre + half, within(1e-9));
  }

  @Test
  void sharesAndTheirComplementsHaveMirroredIntervals() {
    double[] shares = {0, 0.1, 0, 0.4, 0.05};
    Interval some = ClusteredShare.of(shares, 0.95);
    Interval rest = ClusteredShare.of(Arrays.stream(shares).map(x -> 1 - x).toArray(), 0.95);
    assertThat(rest.lower()).isCloseTo(1 - some.upper(), within(1e-12));
    assertThat(rest.upper()).isCloseTo(1 - some.lower(), within(1e-12));
  }

  @Test
  void withoutRunsNothingIsKnownAndOneRunAloneSaysNothingOfOthers() {
    assertThat(ClusteredShare.of(new double[0], 0.95).estimate()).isNaN();
    Interval one = ClusteredShare.of(new double[] {0.2}, 0.95);
    assertThat(one.lower()).isZero();
    assertThat(one.upper()).isEqualTo(1);
  }

  /**
   * Simulated coverage for runs of 92 judged losses, a share of which spike at some rate. Printed
   * rates of 2,000 samples have a standard error of half a percent.
   */
  @ParameterizedTest
  @CsvSource({
    "8, 1, 0.01",
    "8, 0.3, 0.03",
    "16, 1, 0.01",
    "16, 0.15, 0.03",
    "16, 1, 0.002",
    "16, 0.3, 0.03",
    "20, 1, 0.01",
    "20, 0.5, 0.1",
    "32, 1, 0.05",
    "32, 0.3, 0.03",
    "50, 1, 0.01",
    "50, 0.5, 0.1",
    "50, 0.3, 0.03"
  })
  void itCoversAtTheSampleSizesUsed(int runs, double affected, double rate) {
    SplittableRandom random = new SplittableRandom(17 + runs);
    int covered = 0;
    int samples = 2_000;
    for (int i = 0; i < samples; i++) {
      double[] shares = new double[runs];
      Arrays.setAll(shares, r -> share(random, random.nextDouble() < affected ? rate : 0));
      covered += ClusteredShare.of(shares, 0.95).contains(affected * rate) ? 1 : 0;
    }
    assertThat((double) covered / samples).isBetween(0.925, 0.975);
  }

  private static double share(SplittableRandom random, double rate) {
    int events = 0;
    for (int i = 0; i < LOSSES && rate > 0; i++) {
      events += random.nextDouble() < rate ? 1 : 0;
    }
    return (double) events / LOSSES;
  }
}
