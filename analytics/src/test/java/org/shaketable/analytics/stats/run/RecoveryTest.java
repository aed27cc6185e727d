package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.bootstrap.Draws;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

class RecoveryTest {
  private final Curve twin = Curves.of(0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  private final CleanBand band = CleanBand.of(List.of(twin));

  @Test
  void theFirstOfThreeEvaluationsBackIsTheRecovery() {
    Curve run = Curves.of(0, 1, 1, 0, 0, 1, 0, 1, 1, 1);

    assertThat(Recovery.of(run, band, 25)).isEqualTo(new Recovery(true, 45));
  }

  @Test
  void evaluationsBeforeTheStartDoNotCount() {
    Curve run = Curves.of(0, 1, 1, 1, 1, 0, 0, 0, 0, 0);

    assertThat(Recovery.of(run, band, 30)).isEqualTo(new Recovery(false, 60));
  }

  @Test
  void theMetaStateComesBackInItsOwnTime() {
    Curve run = Curves.of(0, 1, 1, 0, 0, 1, 1, 1, 1, 1);
    CleanBand clean = CleanBand.ofRows(List.of(Curves.flat(2, 10)));

    assertThat(Recovery.of(run, band, 40)).isEqualTo(new Recovery(true, 10));
    assertThat(Recovery.latent(run, Curves.flat(3, 10), clean, 40))
        .hasValue(new Recovery(false, 50));
    double[] back = {3, 3, 3, 3, 3, 3, 3, 2, 1, 0};
    assertThat(Recovery.latent(run, back, clean, 40)).hasValue(new Recovery(true, 30));
  }

  /** Of 97 runs 3 were counted as recovered, and 46 where a missing distance was left open. */
  @Test
  void aMissingDistanceIsNeverNotRecovered() {
    CleanBand clean = CleanBand.ofRows(List.of(Curves.flat(2, 10)));
    double nan = Double.NaN;
    double[] holes = {3, 3, 3, 3, 1, nan, 1, nan, 1, nan};
    double[] few = {3, 3, 3, 3, 1, nan, 1, nan, nan, nan};

    assertThat(Recovery.latent(twin, holes, clean, 40)).hasValue(new Recovery(true, 0));
    assertThat(Recovery.latent(twin, few, clean, 40)).isEmpty();
  }

  @Test
  void aDivergedRunIsCensoredAtItsDivergence() {
    Curve run = Curves.of(0, 1, 1, 0, 0).divergedAt(47);

    assertThat(Recovery.of(run, band, 30)).isEqualTo(new Recovery(false, 17));
  }

  @Test
  void nothingAfterTheStartIsCensoredAtZero() {
    assertThat(Recovery.of(twin, band, 95)).isEqualTo(new Recovery(false, 0));
    assertThat(Recovery.of(Curves.of(), band, 5).recovered()).isFalse();
  }

  @Test
  void anUndefinedBandOrPerformanceIsNotBack() {
    Curve missing = Curves.of(Curves.flat(Double.NaN, 10), Curves.flat(1, 10));

    assertThat(Recovery.of(twin, CleanBand.of(List.of()), 0).recovered()).isFalse();
    assertThat(Recovery.of(missing, band, 0).recovered()).isFalse();
  }

  /**
   * By the old rule (5th to 95th percentile at each evaluation, and the distance inside those of
   * the clean runs') 4 of 16 clean runs would have counted as recovered.
   */
  @Test
  void nineOfTenNewCleanRunsCountAsRecovered() {
    int recovered = 0;
    int samples = 300;
    for (int sample = 0; sample < samples; sample++) {
      Draws draws = Draws.of(15, sample);
      List<Curve> clean = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clean.add(noisy(draws));
      }
      recovered += Recovery.of(noisy(draws), CleanBand.of(clean), 300).recovered() ? 1 : 0;
    }
    assertThat(recovered).isGreaterThanOrEqualTo(samples * 9 / 10);
  }

  /** Learns, then wanders; now and then it dips. */
  private static Curve noisy(Draws draws) {
    double[] performance = new double[41];
    double wander = 0;
    for (int i = 0; i < performance.length; i++) {
      wander = 0.8 * wander + 0.05 * draws.nextGaussian();
      double dip = draws.nextDouble() < 0.05 ? 0.4 * draws.nextDouble() : 0;
      performance[i] = Math.min(1, i / 15.0) + wander - dip;
    }
    return Curves.of(performance, Curves.flat(1, performance.length));
  }
}
