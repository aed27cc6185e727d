package org.shaketable.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.analytics.table.ReportRow.ComparedNumber;
import org.shaketable.analytics.table.ReportRow.Regression;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.sweep.PlannedRun;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.jobs.sweep.SweepPlan;

class NumberChangeTest {
  private static ComparedNumber figure(
      String kind, Double estimate, Double lower, Double upper, String verdict) {
    return new ComparedNumber(kind, "w", "SIGNAL", estimate, lower, upper, verdict);
  }

  private static NumberChange compare(ComparedNumber before, ComparedNumber now) {
    return NumberChange.of(List.of(before), List.of(now)).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "not_lost, 0.39, WORSE",
    "spike_free, 0.40, SAME",
    "retained_performance, 0.61, BETTER",
    "critical_magnitude, 0.39, WORSE",
    "critical_magnitude, 0.7, BETTER"
  })
  void anEstimateBelowTheIntervalOfBeforeIsWorse(
      String kind, double now, NumberChange.Change change) {
    assertThat(
            compare(figure(kind, 0.5, 0.4, 0.6, null), figure(kind, now, 0.0, 1.0, null)).change())
        .isEqualTo(change);
  }

  @ParameterizedTest
  @CsvSource({"0.61, 0.8, WORSE", "0.59, 0.8, SAME", "0.1, 0.39, BETTER"})
  void aCollapseRateIsWorseWhereIntervalsAreApart(
      double lower, double upper, NumberChange.Change change) {
    assertThat(
            compare(
                    figure("collapse_rate", 0.5, 0.4, 0.6, null),
                    figure("collapse_rate", (lower + upper) / 2, lower, upper, null))
                .change())
        .isEqualTo(change);
  }

  @ParameterizedTest
  @CsvSource({
    "confirmed, undecided, 0.6, WORSE",
    "confirmed, undecided, 0.75, SAME",
    "undecided, confirmed, 0.75, BETTER",
    "confirmed, confirmed, 0.6, SAME"
  })
  void aDetectorIsWorseWhenItIsNoLongerConfirmedBeyondItsInterval(
      String was, String is, double concordance, NumberChange.Change change) {
    assertThat(
            compare(
                    figure("detector", 0.8, 0.7, 0.9, was),
                    figure("detector", concordance, 0.4, 0.9, is))
                .change())
        .isEqualTo(change);
  }

  @Test
  void whatWasNotThereIsNewAndWhatHasNoIntervalIsUnknown() {
    ComparedNumber now = figure("retained_performance", 0.1, 0.0, 0.2, null);

    assertThat(NumberChange.of(List.of(), List.of(now)))
        .extracting(NumberChange::change)
        .containsExactly(NumberChange.Change.NEW);
    assertThat(compare(figure("retained_performance", 0.9, null, null, null), now).change())
        .isEqualTo(NumberChange.Change.UNKNOWN);
    assertThat(compare(now, figure("retained_performance", null, null, null, null)).change())
        .isEqualTo(NumberChange.Change.UNKNOWN);
  }

  @Test
  void aRegressionSaysWhatAndHowMuch() {
    assertThat(
            compare(
                    figure("retained_performance", 0.5, 0.4, 0.6, null),
                    figure("retained_performance", 0.25, 0.1, 0.35, null))
                .regression("night 2026-01-30"))
        .contains(
            new Regression(
                "retained_performance",
                "w",
                "SIGNAL",
                0.5,
                0.25,
                "On w the retained performance under SIGNAL fell: 0.250, was 0.500 with interval"
                    + " [0.400, 0.600] in night 2026-01-30."));
  }

  @Test
  void everyNightHasReplicatesOfItsOwnAndTheSameDateTheSame() {
    var config = SmallSweep.plan(SmallSweep.YAML).config();
    SweepPlan first = NightShare.of(config, LocalDate.parse("2026-01-30")).plan(config);
    SweepPlan again = NightShare.of(config, LocalDate.parse("2026-01-30")).plan(config);
    SweepPlan second = NightShare.of(config, LocalDate.parse("2026-01-31")).plan(config);

    assertThat(first).isEqualTo(again);
    assertThat(first.runs()).hasSize(12);
    assertThat(first.counts().conditions()).isEqualTo(3);
    assertThat(first.runs())
        .extracting(run -> run.spec().replicate())
        .containsOnly(9526000, 9526001, 9526002);
    assertThat(first.runs())
        .extracting(PlannedRun::runId)
        .doesNotContainAnyElementsOf(second.runs().stream().map(PlannedRun::runId).toList());
  }

  @Test
  void whatANightCannotBeIsToldPlainly() {
    var many =
        SmallSweep.plan(SmallSweep.YAML.replace("replicates: 3", "replicates: 1001")).config();
    assertThatThrownBy(() -> NightShare.of(many, LocalDate.parse("2026-01-30")))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid replicates: expected at most 1000 a night, found 1001; ask for fewer, the"
                + " nights add up");
    assertThatThrownBy(() -> NightShare.of(many, LocalDate.parse("1999-12-31")))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("Invalid date: expected one in [2000-01-01, 5000-01-01)");
    assertThatThrownBy(() -> Notice.to("mailto:me"))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "Invalid --notify: expected an address such as https://example.org/hook, found"
                + " mailto:me");
  }
}
