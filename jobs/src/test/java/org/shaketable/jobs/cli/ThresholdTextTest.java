package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.sweep.PlannedRun;
import org.shaketable.jobs.sweep.SmallSweep;
import org.shaketable.training.run.RunSpec;

class ThresholdTextTest {
  private static SweepConfig config(int clean) {
    return SmallSweep.plan(
            SmallSweep.YAML.replace("clean-replicates: 3", "clean-replicates: " + clean))
        .config();
  }

  private static String line(int clean) {
    return String.join("", ThresholdText.of(config(clean)));
  }

  private static int suggested() {
    Matcher found = Pattern.compile("`clean-replicates: (\\d+)`").matcher(line(3));
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static long calibration(SweepConfig config) {
    return config
        .specs()
        .filter(RunSpec::clean)
        .filter(run -> CleanSplit.calibration(PlannedRun.of(config.sweep(), run).runId()))
        .count();
  }

  @Test
  void tooFewCleanRunsAreToldWithTheNumberThatWouldDo() {
    assertThat(line(3))
        .startsWith("Detectors lack thresholds, in part or all: 3 clean runs leave fewer than 19");
  }

  @Test
  void asManyAsItSaysAreJustEnough() {
    int enough = suggested();
    assertThat(calibration(config(enough))).isEqualTo(Thresholds.FEWEST);
    assertThat(calibration(config(enough - 1))).isEqualTo(Thresholds.FEWEST - 1);
    assertThat(line(enough)).startsWith("Detectors have thresholds");
    assertThat(line(enough - 1)).startsWith("Detectors lack thresholds");
  }
}
