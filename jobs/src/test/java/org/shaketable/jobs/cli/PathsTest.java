package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.sweep.SmallSweep;

/** Directories with signs that some part of Spark, Hadoop, SQL or the shell gives a meaning to. */
class PathsTest {
  private static final boolean UNICODE = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

  private static final String HOSTILE =
      "it's 100% [v1] {a,b} * ? \"q\" \\d %41 #2 $x ${y} a=b"
          + (UNICODE ? " \u00e9 \u65e5\u672c \u0639" : "");

  @TempDir Path directory;

  private Path hostile(String name) {
    return directory.resolve(HOSTILE + " " + name);
  }

  private static String done(String... arguments) {
    ShaketableTest.Ended ended = ShaketableTest.run(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    return ended.out();
  }

  @Test
  void everyCommandTakesThem() throws IOException {
    String lake = hostile("lake").toString();
    Path config = hostile("sweep.yaml");
    Files.writeString(
        config,
        SmallSweep.YAML
            .replace("replicates: 3", "replicates: 2")
            .replace("placebo: 0", "placebo: 0\ncheckpoint: every 5 evaluations"));

    done("plan", config.toString(), "--lake", lake);
    done("sweep", config.toString(), "--lake", lake);
    assertThat(done("sweep", config.toString(), "--lake", lake)).contains("Nothing to train");
    assertThat(done("status", "--lake", lake)).contains("Lake " + lake + ": no process");
    done("analyze", "--lake", lake);
    Path out = hostile("out");
    done("report", "--lake", lake, "--out", out.toString());
    assertThat(out.resolve("index.html")).isNotEmptyFile();
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
    assertThat(directory)
        .isDirectoryNotContaining(path -> !path.getFileName().toString().startsWith(HOSTILE));
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
