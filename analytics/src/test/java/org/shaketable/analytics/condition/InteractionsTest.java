package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.shaketable.analytics.MadeRuns.exposure;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ExposureRow;
import org.shaketable.analytics.table.InteractionRow;
import org.shaketable.analytics.table.RunStatus;

class InteractionsTest {
  private static final ConfigurationKey KEY = new ConfigurationKey("s", "toy", "");

  private final List<JudgedRun> runs = new ArrayList<>();

  private void add(int collapsed, int of, ExposureRow... exposures) {
    List<ExposureRow> all = List.of(exposures);
    String family = String.join("+", all.stream().map(ExposureRow::family).toList());
    String schedule = String.join("+", all.stream().map(ExposureRow::schedule).toList());
    String dimension = all.size() == 1 ? "DATA" : "COMPOSITION";
    Condition condition =
        new Condition(KEY, dimension, family, exposures[0].magnitude(), schedule, "none");
    for (int r = 0; r < of; r++) {
      String id = family + exposures[0].magnitude() + r;
      var facts = MadeRuns.perturbed(condition, all, id, "clean-" + r, r, RunStatus.COMPLETED, 400);
      runs.add(MadeRuns.judged(facts, r < collapsed));
    }
  }

  private InteractionRow only() {
    List<InteractionRow> rows = Interactions.of(runs, 0.95);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void aCompositionMeetsItsPartsByMagnitudeAndSchedule() {
    add(2, 10, exposure("gradient-noise", 4, "always"));
    add(9, 10, exposure("gradient-noise", 8, "always"));
    add(5, 10, exposure("input-noise", 0.5, "one-shot(50%)"));
    add(10, 10, exposure("input-noise", 0.5, "always"));
    add(
        9,
        10,
        exposure("gradient-noise", 4, "always"),
        exposure("input-noise", 0.5, "one-shot(50%)"));
    InteractionRow row = only();
    assertThat(row.collapseRate()).isCloseTo(0.9, within(1e-12));
    assertThat(row.expected()).isCloseTo(1 - 0.8 * 0.5, within(1e-12));
    assertThat(row.interaction()).isCloseTo(0.3, within(1e-12));
    assertThat(row.reason()).isNull();
  }

  @Test
  void settingsOfAFamilyTellPartsApart() {
    add(0, 4, exposure("learning-rate-scale(direction=down)", 2, "always"));
    add(4, 4, exposure("learning-rate-scale(direction=up)", 2, "always"));
    add(1, 4, exposure("sensor-blackout(run-length=20)", 0.25, "always"));
    add(
        1,
        4,
        exposure("learning-rate-scale(direction=down)", 2, "always"),
        exposure("sensor-blackout(run-length=20)", 0.25, "always"));
    assertThat(only().interaction()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aPartThatWasNotTrainedAloneIsNamed() {
    add(1, 4, exposure("a", 1, "always"), exposure("b", 2, "always"));
    InteractionRow row = only();
    assertThat(row.interaction()).isNaN();
    assertThat(row.reason()).isEqualTo("a part alone has no run that had learned");
  }

  @Test
  void aSweepWithoutCompositionsHasNoRow() {
    add(1, 4, exposure("input-noise", 0.5, "always"));
    assertThat(Interactions.of(runs, 0.95)).isEmpty();
  }
}
