package org.shaketable.analytics.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.judgement.CollapseGrid;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.table.ClaimRow;
import org.shaketable.analytics.table.ClaimSensitivityRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.StochasticityRow;

class ClaimSensitivityTest {
  private static ClaimDefinition claim(
      String name, ClaimDefinition.Quantity quantity, double smallest) {
    return new ClaimDefinition(name, "", "", "", quantity, ClaimRule.Side.ABOVE, 0, smallest, null);
  }

  private static final List<ClaimDefinition> CLAIMS =
      List.of(
          claim("buffering", ClaimDefinition.Quantity.BUFFERING, 0.1),
          claim("precedence", ClaimDefinition.Quantity.PRECEDENCE, 0.02));

  private static ClaimSensitivity of(Claims.Data data) {
    List<ClaimRow> standard = Claims.of(CLAIMS, data, DetectedRuns.SETTINGS);
    return new ClaimSensitivity(CLAIMS, data, DetectedRuns.SETTINGS, standard);
  }

  /** Without noise runs end at 0.4 of what clean ones reach, with it at 0.6. */
  private static List<JudgedRun> buffered() {
    List<JudgedRun> runs = new ArrayList<>();
    Condition condition = new Condition(DetectedRuns.KEY, "DATA", "noise", 1, "always", "none");
    for (int seed = 0; seed < 12; seed++) {
      var facts =
          MadeRuns.perturbed(condition, "run-" + seed, "clean", seed, RunStatus.COMPLETED, 400);
      runs.add(MadeRuns.ending(MadeRuns.judged(facts, true), 0.4));
      for (double level : new double[] {0.1, 0.2, 0.3}) {
        var noisy = MadeRuns.at(facts, new StochasticityRow("gradient-noise-floor", level));
        runs.add(MadeRuns.ending(MadeRuns.judged(noisy, false), 0.6));
      }
    }
    return runs;
  }

  @Test
  void aGainThatHangsOnTheEdgeBelowWhichARunIsLostIsSaidToTurn() {
    List<JudgedRun> runs = buffered();
    Claims.Data data = new Claims.Data("s", List.of(), runs, Map.of(), Map.of());

    assertThat(Claims.of(CLAIMS, data, DetectedRuns.SETTINGS).get(0).verdict())
        .isEqualTo("confirmed");
    // Where all runs are lost, or none, they are all alike, and there is no interval.
    assertThat(of(data).byEdges(runs, Map.of()).rows())
        .filteredOn(row -> row.claim().equals("buffering"))
        .extracting(
            ClaimSensitivityRow::setting,
            ClaimSensitivityRow::value,
            ClaimSensitivityRow::verdict,
            ClaimSensitivityRow::turned)
        .containsExactly(
            tuple("lost_below", "0.1", "undecided", true),
            tuple("lost_below", "0.25", "undecided", true),
            tuple("lost_below", "0.75", "undecided", true),
            tuple("lost_below", "0.9", "undecided", true));
  }

  @Test
  void anotherDefinitionOfCollapseIsNamedByTheSettingThatItChanges() {
    Claims.Data data =
        new Claims.Data(
            "s",
            List.of(),
            List.of(),
            new DetectedRuns().ordered(0.9, 0.6, 0.9).precedence(),
            Map.of());
    var same = data.precedence();
    var other = new DetectedRuns().ordered(0.9, 0.9, 0.8).precedence();

    List<ClaimSensitivityRow> rows =
        of(data)
            .byCollapses(
                CollapseGrid.ALONE.stream()
                    .map(definition -> definition.cadence() == 4 ? other : same)
                    .toList())
            .rows();

    assertThat(rows)
        .extracting(ClaimSensitivityRow::setting, ClaimSensitivityRow::value)
        .containsExactlyInAnyOrder(
            tuple("collapse_share", "0.3"),
            tuple("collapse_share", "0.7"),
            tuple("collapse_consecutive", "2"),
            tuple("collapse_consecutive", "5"),
            tuple("collapse_smoothing", "1"),
            tuple("collapse_smoothing", "9"),
            tuple("collapse_cadence", "2"),
            tuple("collapse_cadence", "4"),
            tuple("collapse_band", "0.05"),
            tuple("collapse_band", "0.2"));
    assertThat(rows)
        .filteredOn(ClaimSensitivityRow::turned)
        .extracting(ClaimSensitivityRow::value, ClaimSensitivityRow::verdict)
        .containsExactly(tuple("4", "refuted"));
  }

  @Test
  void whereNothingCanBeJudgedNothingIsSaid() {
    Claims.Data nothing = new Claims.Data("s", List.of(), List.of(), Map.of(), Map.of());

    assertThat(of(nothing).byEdges(List.of(), Map.of()).byCollapses(List.of(Map.of())).rows())
        .isEmpty();
  }
}
