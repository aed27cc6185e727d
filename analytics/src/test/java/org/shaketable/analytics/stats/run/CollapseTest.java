package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.curve.CleanBand;
import org.shaketable.analytics.stats.curve.Curve;

class CollapseTest {
  private static final double NAN = Double.NaN;
  private static final CollapseRules PLAIN =
      new CollapseRules(0.5, 1, 3, Competence.DEFAULT, LossCollapse.IGNORED);

  private final Curve twin = Curves.of(0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  private final CleanBand band = CleanBand.of(List.of(twin));

  @Test
  void theFirstOfThreeEvaluationsBelowIsTheCollapseAndTheThirdTellsIt() {
    Curve run = Curves.of(0, 1, 1, 1, 0.4, 0.6, 0.4, 0.4, 0.4, 0.9);

    assertThat(Collapse.of(run, twin, band, PLAIN))
        .contains(new Collapse(CollapseKind.PERFORMANCE, 6, 60, 80));
  }

  @Test
  void theTrailingMeanDelaysTheCollapse() {
    Curve run = Curves.of(0, 1, 1, 1, 1, 0, 0, 0, 0, 0);

    // Trailing means of five: 0.8, 0.6 (evaluations 5 and 6; the 0 of evaluation 0 has left), ...
    assertThat(Collapse.of(run, twin, band, CollapseRules.DEFAULT))
        .contains(new Collapse(CollapseKind.PERFORMANCE, 7, 70, 90));
  }

  @Test
  void exactlyHalfOfTheTwinIsNoCollapse() {
    Curve run = Curves.of(0, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);

    assertThat(Collapse.of(run, twin, band, PLAIN)).isEmpty();
  }

  @Test
  void insideTheCleanBandIsNoCollapse() {
    Curve low = Curves.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Curve run = Curves.of(0, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);

    CleanBand wide = CleanBand.of(List.of(twin, low));

    assertThat(Collapse.of(run, twin, wide, PLAIN)).isEmpty();
  }

  @Test
  void aRunThatNeverLearnedCannotCollapse() {
    Curve run = Curves.of(0, 1, 1, 0, 0, 0, 0, 0).divergedAt(75);

    assertThat(Collapse.of(run, twin, band, PLAIN)).isEmpty();
    assertThat(Competence.DEFAULT.of(run)).isEmpty();
  }

  @Test
  void divergenceAfterCompetenceIsANonFiniteCollapseAtItsStep() {
    Curve run = Curves.of(0, 1, 1, 1).divergedAt(34);

    assertThat(Collapse.of(run, twin, band, PLAIN))
        .contains(new Collapse(CollapseKind.NON_FINITE, 4, 34, 34));
  }

  @Test
  void aNonFiniteLossCountsOnceALossWasSeen() {
    double[] performance = Curves.flat(1, 6);
    Curve early = Curves.of(performance, new double[] {NAN, NAN, NAN, 1, 1, 1});
    Curve late = Curves.of(performance, new double[] {NAN, 1, 1, 1, NAN, 1});
    Curve infinite = Curves.of(performance, new double[] {NAN, 1, 1, 1, 1, 1 / 0.0});

    assertThat(Collapse.of(early, twin, band, PLAIN)).isEmpty();
    assertThat(Collapse.of(late, twin, band, PLAIN))
        .contains(new Collapse(CollapseKind.NON_FINITE, 4, 40, 40));
    assertThat(Collapse.of(infinite, twin, band, PLAIN))
        .contains(new Collapse(CollapseKind.NON_FINITE, 5, 50, 50));
  }

  @Test
  void nonFinitePerformanceIsACollapse() {
    Curve run = Curves.of(0, 1, 1, 1, NAN, 1);

    assertThat(Collapse.of(run, twin, band, PLAIN))
        .contains(new Collapse(CollapseKind.NON_FINITE, 4, 40, 40));
  }

  @Test
  void theMedianOfTheBandStandsForATwinThatDiverged() {
    Curve run = Curves.of(0, 1, 1, 1, 0.4, 0.4, 0.4, 0.4);
    Curve shortTwin = Curves.of(0, 1, 1).divergedAt(25);

    assertThat(Collapse.of(run, shortTwin, band, PLAIN))
        .contains(new Collapse(CollapseKind.PERFORMANCE, 4, 40, 60));
    assertThat(Collapse.of(run, shortTwin, CleanBand.of(List.of()), PLAIN)).isEmpty();
  }

  @Test
  void aLossAboveTheUntrainedOneCountsForLanguageModelsOnly() {
    Curve run = Curves.ofLoss(NAN, 4, 3, 2, 1, 5, 1);

    assertThat(Collapse.of(run, run, band, PLAIN)).isEmpty();
    assertThat(Collapse.of(run, run, band, PLAIN.countingLoss()))
        .contains(new Collapse(CollapseKind.LOSS, 5, 50, 50));
  }

  @Test
  void rulesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> PLAIN.with(0, 1, 3))
        .hasMessage("Invalid share: expected a number in (0, 1], found 0.0");
    assertThatThrownBy(() -> PLAIN.with(0.5, 1, 0))
        .hasMessage("Invalid window or consecutive: expected at least 1, found 1 and 0");
    assertThatThrownBy(() -> new Competence(0.5, 0))
        .hasMessage("Invalid consecutive: expected at least 1, found 0");
  }
}
