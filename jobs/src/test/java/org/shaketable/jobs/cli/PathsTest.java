package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.HostilePaths;
import org.shaketable.jobs.sweep.SmallSweep;

/**
 * Commands that are given paths of {@link HostilePaths}. Corpora, data files, starts from
 * checkpoints, nights, imports, exports of sweeps, the page that watches and the server meet them
 * in tests of their own.
 */
class PathsTest {
  @TempDir Path directory;

  private Path hostile(String name) {
    return directory.resolve(HostilePaths.NAME + " " + name);
  }

  private static String done(String... arguments) {
    ShaketableTest.Ended ended = ShaketableTest.run(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    return ended.out();
  }

  @Test
  void auditAndAllThatReadsALakeTakeThem() throws IOException {
    String lake = hostile("lake").toString();
    Path config = hostile("sweep.yaml");
    Files.writeString(
        config,
        SmallSweep.YAML
            .replace("replicates: 3", "replicates: 2")
            .replace("placebo: 0", "placebo: 0\ncheckpoint: every 5 evaluations"));

    done("plan", config.toString(), "--lake", lake);
    done("sweep", config.toString(), "--sample", "0.4", "--lake", lake);
    Path out = hostile("out");
    done("audit", config.toString(), "--lake", lake, "--out", out.toString());
    assertThat(out.resolve("index.html")).isNotEmptyFile();
    assertThat(done("sweep", config.toString(), "--lake", lake)).contains("Nothing to train");
    assertThat(done("status", "--lake", lake)).contains("Lake " + lake + ": no process");
    String run =
        done("sql", "--lake", lake, "--format", "csv", "SELECT min(run_id) FROM runs")
            .lines()
            .toList()
            .get(1);
    assertThat(done("replay", run, "--lake", lake)).contains(run);
    Path file = hostile("parameters.npz");
    done("export", run, "--lake", lake, "--evaluation", "5", "--file", file.toString());
    assertThat(file).isNotEmptyFile();
    assertThat(done("sql", "--lake", lake, "SELECT count(*) FROM collapse_by_dimension"))
        .contains("rows");
    assertThat(done("maintain", "--lake", lake, "--retain", "0")).contains("runs: put ");
    assertThat(done("sql", "--lake", lake, "--format", "csv", "SELECT count(*) AS n FROM runs"))
        .isEqualToNormalizingNewlines("n\n8\n");
    Path doses = hostile("doses.yaml");
    ShaketableTest.Ended calibrated =
        ShaketableTest.run(
            "calibrate",
            config.toString(),
            "--seeds",
            "2",
            "--magnitudes",
            "2",
            "--out",
            doses.toString());
    assertThat(calibrated.code()).as(calibrated.err()).isZero();
    assertThat(calibrated.err()).contains("Wrote " + doses);
    assertThat(doses).isNotEmptyFile();
    assertThat(directory)
        .isDirectoryNotContaining(
            path -> !path.getFileName().toString().startsWith(HostilePaths.NAME));
  }

  @Test
  void aNameWithAColonIsNoSchemeAndAPatternFindsNoOtherLake() throws IOException {
    assertThat(ShaketableTest.run("status", "--lake", "no:lake").err())
        .startsWith("Cannot open lake no:lake: no lake is there; ");
    assertThat(ShaketableTest.run("status", "--lake", "nofs://host/lake").err())
        .startsWith("Cannot open lake nofs://host/lake: ")
        .hasLineCount(1);
  }
}
