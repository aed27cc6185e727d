package org.shaketable.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.report.Headline.Counts;
import org.shaketable.jobs.report.Headline.DimensionStability;
import org.shaketable.jobs.report.Headline.WithInterval;

class SummaryTest {
  private static String svg(String workload, WithInterval stability) {
    Headline headline =
        new Headline(
            new Counts(1, 2, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0),
            List.of(new DimensionStability(workload, "DATA", stability)),
            List.of(),
            0,
            Headline.Placebo.NONE,
            new Headline.Sensitivity(0, 0),
            new Headline.Sensitivity(0, 0),
            List.of());
    return Summary.svg(
        new Document(1, "s", "", Map.of(), headline, Map.of(), List.of(), List.of()));
  }

  @Test
  void placesAnEstimateAndItsIntervalOnTheScale() {
    assertThat(svg("w", new WithInterval(0.5, 0.0, 1.0, 0.95, 4)))
        .contains("x1=\"350.0\" x2=\"680.0\"")
        .contains("cx=\"515.0\"")
        .contains("0.50 (0.00 to 1.00)");
  }

  @Test
  void escapesNamesAndShortensLongOnes() {
    assertThat(
            svg(
                "<script>a very long name of a workload</script>",
                new WithInterval(0.5, null, null, null, 1)))
        .contains("&lt;script&gt;a very long name")
        .contains("\u2026")
        .doesNotContain("<script>");
  }
}
