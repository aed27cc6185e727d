package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.training.run.RunSpec;

class QuickstartTest {
  private static final Path FILE = Path.of("../conf/quickstart.yaml");
  private static final SweepConfig QUICKSTART = SweepConfig.read(FILE);

  @Test
  void itsDetectorsHaveThresholds() {
    Map<String, Long> calibration =
        QUICKSTART
            .specs()
            .filter(RunSpec::clean)
            .filter(run -> CleanSplit.calibration(PlannedRun.of(QUICKSTART.sweep(), run).runId()))
            .collect(Collectors.groupingBy(run -> run.workload().name(), Collectors.counting()));

    assertThat(calibration).hasSize(3);
    assertThat(calibration.values())
        .allSatisfy(runs -> assertThat(runs).isGreaterThanOrEqualTo(Thresholds.FEWEST));
  }

  @Test
  void itsNumberOfRunsIsTheOneThatIsSaidOfIt() throws Exception {
    String runs = QUICKSTART.specs().count() + " ";

    assertThat(Files.readString(FILE)).contains("trial of " + runs + "training runs");
    assertThat(Files.readString(Path.of("../README.md"))).contains("trains " + runs + "runs");
    assertThat(Files.readString(Path.of("../jobs/MEASURED.md")))
        .contains("The quickstart: " + runs + "runs");
  }
}
