package org.shaketable.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.report.Headline.Counts;
import org.shaketable.jobs.report.Headline.DimensionStability;
import org.shaketable.jobs.report.Headline.FragileCondition;
import org.shaketable.jobs.report.Headline.WithInterval;

class HeadlineWordsTest {
  private static WithInterval estimate(double value, double lower, double upper) {
    return new WithInterval(value, lower, upper, 0.95, 10);
  }

  private static FragileCondition condition(String family, WithInterval lost, WithInterval excess) {
    return new FragileCondition("w", "SIGNAL", family, 0.5, "always", "none", lost, excess);
  }

  private static Headline headline(
      WithInterval data,
      WithInterval signal,
      Headline.Placebo placebo,
      FragileCondition... fragile) {
    return new Headline(
        new Counts(20, 40, 38, 10, 10, 10, 1, 12, 2, 1, 2, 0),
        List.of(
            new DimensionStability("w", "DATA", data),
            new DimensionStability("w", "SIGNAL", signal)),
        List.of(fragile),
        4,
        placebo,
        new Headline.Sensitivity(4, 1),
        new Headline.Sensitivity(539, 2),
        List.of(new Headline.TurnedVerdict("precedence", "w", "refuted", 14, 3)));
  }

  @Test
  void saysWhatBrokeFromWhatAndHowSure() {
    HeadlineWords lead =
        HeadlineWords.of(
            headline(
                estimate(0.9, 0.8, 1),
                estimate(0.4, 0.3, 0.5),
                Headline.Placebo.ABOVE,
                condition("signal-flip", estimate(0.9, 0.6, 0.98), estimate(0.8, 0.5, 0.9))));

    assertThat(lead.title()).isEqualTo("w is most fragile to signal-flip at 0.5");
    assertThat(lead.sentences())
        .containsExactly(
            "Under signal-flip at 0.5, always, 90\u00a0% of its runs are lost (95\u00a0% interval"
                + " 60\u00a0% to 98\u00a0%, n = 10); excess loss over placebo is 0.80 (0.50 to"
                + " 0.90).",
            "Of 38 perturbed runs, 10 are lost (26\u00a0%); of 10 placebos, 1 (10\u00a0%).",
            "Dose survival is least for signal in w, 0.40 (0.30 to 0.50): its interval lies"
                + " below all others.",
            "With 1 of 4 other edges of what is lost the ranking of conditions is another"
                + " (Kendall's tau below 0.8).",
            "By 2 of 539 other definitions of collapse the ranking of conditions by collapses is"
                + " another (Kendall's tau below 0.8).",
            "By other definitions verdicts are others: precedence of w (refuted) by 3 of 14.");
  }

  /** Of the quickstart's 24 conditions 11 tied at 0, and the alphabet chose one. */
  @Test
  void allThatCannotBeToldApartAreNamedAndNoneIsChosen() {
    WithInterval all = estimate(1, 0.7, 1);
    HeadlineWords lead =
        HeadlineWords.of(
            headline(
                estimate(0.9, 0.8, 1),
                estimate(0.4, 0.3, 0.5),
                Headline.Placebo.ABOVE,
                condition("gradient-noise", all, all),
                condition("signal-flip", all, all)));

    assertThat(lead.title()).isEqualTo("Any of 2 conditions of 4 may be the most fragile");
    assertThat(lead.sentences().get(0))
        .isEqualTo(
            "Most fragile, and not told apart: w under gradient-noise at 0.5; w under signal-flip"
                + " at 0.5.");
  }

  /** A sham sweep, noise of 1e-6, was called 'most fragile, 0.00'. */
  @Test
  void whatIsNotToldApartFromPlaceboIsNotCalledFragile() {
    WithInterval none = estimate(0.02, 0, 0.1);
    HeadlineWords lead =
        HeadlineWords.of(
            headline(
                estimate(0.98, 0.9, 1),
                estimate(0.98, 0.9, 1),
                Headline.Placebo.NOTHING_ABOVE,
                condition("weight-noise", none, none),
                condition("gradient-noise", none, none)));

    assertThat(lead.title()).isEqualTo("Nothing is told apart from placebo");
    assertThat(lead.sentences().get(0)).doesNotContain("fragile").contains("chance alone");
  }

  @Test
  void withoutPlaceboItIsSaidWhatIsNotKnown() {
    HeadlineWords lead =
        HeadlineWords.of(
            headline(
                estimate(0.9, 0.8, 1),
                estimate(0.4, 0.3, 0.5),
                Headline.Placebo.NONE,
                condition(
                    "signal-flip",
                    estimate(0.9, 0.6, 0.98),
                    new WithInterval(null, null, null, 0.95, 0))));

    assertThat(lead.sentences().get(0))
        .endsWith("The sweep has no placebo, so what chance alone does is not known.");
  }

  @Test
  void aRankWithOverlappingIntervalsIsNotSettled() {
    HeadlineWords lead =
        HeadlineWords.of(
            headline(
                estimate(0.6, 0.45, 0.8),
                estimate(0.4, 0.3, 0.5),
                Headline.Placebo.ABOVE,
                condition("signal-flip", estimate(0.9, 0.6, 1), estimate(0.9, 0.6, 1))));

    assertThat(lead.sentences().get(2))
        .endsWith("overlaps 1 of the 1 others, so that rank is not settled.");
  }

  @Test
  void noDimensionIsLeastWhereAllSurviveAlike() {
    HeadlineWords lead =
        HeadlineWords.of(
            headline(
                estimate(1, 0.85, 1),
                estimate(1, 0.85, 1),
                Headline.Placebo.NOTHING_ABOVE,
                condition("signal-flip", estimate(0, 0, 0.14), estimate(0, -0.14, 0.14))));

    assertThat(lead.sentences())
        .contains(
            "Dose survival is 1.00 (0.85 to 1.00) in all 2 dimensions of workloads: none survives"
                + " less than another.");
  }

  private static Headline empty(long clean) {
    return new Headline(
        new Counts(clean, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        List.of(),
        0,
        Headline.Placebo.NONE,
        new Headline.Sensitivity(0, 0),
        new Headline.Sensitivity(0, 0),
        List.of());
  }

  @Test
  void aSweepWithoutAnalysisSaysSo() {
    HeadlineWords lead = HeadlineWords.of(empty(0));

    assertThat(lead.title()).isEqualTo("Nothing has been analyzed yet");
    assertThat(lead.sentences()).containsExactly("The sweep has no perturbed runs.");
  }

  @Test
  void aSweepOfCleanRunsSaysSo() {
    assertThat(HeadlineWords.of(empty(120)).title()).isEqualTo("120 clean runs, none shaken");
  }
}
