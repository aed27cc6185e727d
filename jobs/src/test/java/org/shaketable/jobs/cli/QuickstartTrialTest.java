package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the quickstart teaches, from a whole audit of it. */
@Tag("places")
class QuickstartTrialTest {
  @TempDir static Path directory;

  private static String done(String... arguments) {
    ShaketableTest.Ended ended = ShaketableTest.run(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out();
  }

  private static List<String> rows(String lake, String query) {
    return done("sql", "--lake", lake, "--format", "csv", query).lines().skip(1).toList();
  }

  @Test
  void threeCriticalMagnitudesHaveIntervalsAndOneWorkloadLosesNothing() {
    String lake = directory.resolve("lake").toString();
    Path report = directory.resolve("report");
    done("audit", "../conf/quickstart.yaml", "--lake", lake, "--out", report.toString());

    assertThat(report.resolve("index.html")).isNotEmptyFile();
    assertThat(rows(lake, "SELECT DISTINCT status FROM runs")).containsExactly("COMPLETED");
    assertThat(
            rows(
                lake,
                """
                SELECT family, workload FROM critical_magnitudes
                WHERE bounds = 'profile' AND lower < magnitude AND magnitude < upper
                  AND lower > 0 AND upper < double('Infinity')
                ORDER BY 1, 2
                """))
        .containsExactly(
            "gradient-noise,spirals-mlp", "weight-noise,cartpole-ppo", "weight-noise,spirals-mlp");
    assertThat(
            rows(
                lake,
                """
                SELECT workload FROM run_stability GROUP BY workload
                HAVING count_if(lost) = 0 AND count_if(role = 'perturbed') > 100
                """))
        .containsExactly("blobs-mlp");
    assertThat(
            rows(
                lake,
                """
                SELECT count(*) FROM divergence WHERE rate IS NOT NULL AND pairs = 8
                """))
        .as("how fast trainings part, in parameters and in predictions")
        .containsExactly("6");
  }
}
