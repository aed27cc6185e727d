package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

class RecoveryTest {
  private final Curve twin = Curves.of(0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  private final CleanBand band = CleanBand.of(List.of(twin));

  @Test
  void theFirstOfThreeEvaluationsBackIsTheRecovery() {
    Curve run = Curves.of(0, 1, 1, 0, 0, 1, 0, 1, 1, 1);

    Recovery recovery = Recovery.ofPerformance(run, band, 25);

    assertThat(recovery).isEqualTo(new Recovery(RecoveryClass.RECOVERED, 45, false));
    assertThat(recovery.recovered()).isTrue();
  }

  @Test
  void evaluationsBeforeTheStartDoNotCount() {
    Curve run = Curves.of(0, 1, 1, 1, 1, 0, 0, 0, 0, 0);

    assertThat(Recovery.ofPerformance(run, band, 30))
        .isEqualTo(new Recovery(RecoveryClass.IRREVERSIBLE, 60, true));
  }

  @Test
  void aReboundInPerformanceAloneIsLingering() {
    Curve run = Curves.of(0, 1, 1, 0, 0, 1, 1, 1, 1, 1);
    CleanBand clean = CleanBand.ofRows(List.of(Curves.flat(2, 10)));

    double[] far = Curves.flat(3, 10);
    assertThat(Recovery.of(run, band, new Recovery.MetaState(far, clean), 40))
        .isEqualTo(new Recovery(RecoveryClass.LINGERING, 50, true));

    double[] back = {3, 3, 3, 3, 3, 3, 3, 2, 1, 0};
    assertThat(Recovery.of(run, band, new Recovery.MetaState(back, clean), 40))
        .isEqualTo(new Recovery(RecoveryClass.RECOVERED, 30, false));
  }

  @Test
  void aDivergedRunIsCensoredAtItsDivergence() {
    Curve run = Curves.of(0, 1, 1, 0, 0).divergedAt(47);

    assertThat(Recovery.ofPerformance(run, band, 30))
        .isEqualTo(new Recovery(RecoveryClass.IRREVERSIBLE, 17, true));
  }

  @Test
  void nothingAfterTheStartIsCensoredAtZero() {
    assertThat(Recovery.ofPerformance(twin, band, 95))
        .isEqualTo(new Recovery(RecoveryClass.IRREVERSIBLE, 0, true));
    assertThat(Recovery.ofPerformance(Curves.of(), band, 5).censored()).isTrue();
  }

  @Test
  void anUndefinedBandOrPerformanceIsNotBack() {
    Curve missing = Curves.of(Curves.flat(Double.NaN, 10), Curves.flat(1, 10));

    assertThat(Recovery.ofPerformance(twin, CleanBand.of(List.of()), 0).recovered()).isFalse();
    assertThat(Recovery.ofPerformance(missing, band, 0).recovered()).isFalse();
  }
}
