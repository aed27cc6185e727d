package org.shaketable.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.report.Headline.Counts;
import org.shaketable.jobs.report.Headline.DimensionStability;
import org.shaketable.jobs.report.Headline.Estimate;
import org.shaketable.jobs.report.Headline.FragileCondition;

class HeadlineWordsTest {
  private static Estimate estimate(double value, double lower, double upper) {
    return new Estimate(value, lower, upper, 0.95, 10);
  }

  private static Headline headline(Estimate data, Estimate signal) {
    return new Headline(
        new Counts(10, 40, 10, 2, 1, 0),
        List.of(
            new DimensionStability("w", "DATA", data),
            new DimensionStability("w", "SIGNAL", signal)),
        List.of(
            new FragileCondition(
                "w",
                "SIGNAL",
                "signal-flip",
                0.5,
                "always",
                "none",
                signal,
                estimate(0.9, 0.6, 0.98))));
  }

  @Test
  void saysWhatBrokeFromWhatAndHowSure() {
    HeadlineWords lead = HeadlineWords.of(headline(estimate(0.9, 0.8, 1), estimate(0.4, 0.3, 0.5)));

    assertThat(lead.title()).isEqualTo("w is most fragile to signal-flip");
    assertThat(lead.sentences())
        .containsExactly(
            "Under signal-flip of magnitude 0.5, always, 90 % of its runs collapsed (95 % interval"
                + " 60 % to 98 %, n = 10); stability is 0.40 (0.30 to 0.50).",
            "Of all 40 perturbed runs, 10 collapsed (25 %).",
            "The least stable dimension is signal in w, 0.40 (0.30 to 0.50): its interval lies"
                + " below all others.");
  }

  @Test
  void aRankWithOverlappingIntervalsIsNotSettled() {
    HeadlineWords lead =
        HeadlineWords.of(headline(estimate(0.6, 0.45, 0.8), estimate(0.4, 0.3, 0.5)));

    assertThat(lead.sentences().get(2))
        .endsWith("overlaps 1 of the 1 others, so that rank is not settled.");
  }

  @Test
  void aSweepWithoutAnalysisSaysSo() {
    HeadlineWords lead =
        HeadlineWords.of(new Headline(new Counts(0, 0, 0, 0, 0, 0), List.of(), List.of()));

    assertThat(lead.title()).isEqualTo("Nothing has been analyzed yet");
    assertThat(lead.sentences()).containsExactly("The sweep has no perturbed runs.");
  }

  @Test
  void aSweepOfCleanRunsSaysSo() {
    HeadlineWords lead =
        HeadlineWords.of(new Headline(new Counts(120, 0, 0, 0, 0, 0), List.of(), List.of()));

    assertThat(lead.title()).isEqualTo("120 clean runs, none shaken");
  }
}
