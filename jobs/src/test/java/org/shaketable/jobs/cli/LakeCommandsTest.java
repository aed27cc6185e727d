package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sweep.SmallSweep;

/** What is asked of a lake from another terminal, and what keeps it in order. */
class LakeCommandsTest {
  private static final String METRICS = "plugin.org.shaketable.jobs.metrics.RunMetrics";

  @TempDir Path directory;

  private String lake() {
    return directory.resolve("lake").toString();
  }

  private String config(String yaml) throws IOException {
    return Files.writeString(directory.resolve("sweep.yaml"), yaml).toString();
  }

  private static long counter(String name) {
    TestSession.spark();
    return ((Counter)
            SparkEnv.get()
                .metricsSystem()
                .getSourcesByName(METRICS)
                .head()
                .metricRegistry()
                .getMetrics()
                .get(name))
        .getCount();
  }

  @Test
  void aSweepIsCountedToldOfAndMaintained() throws Exception {
    long runs = counter("runs");
    long failures = counter("failures");
    assertThat(ShaketableTest.run("status", "--lake", lake()).err()).startsWith("Cannot open lake");

    // A workload's name is a name: no part of a path.
    String yaml =
        SmallSweep.YAML.replace("blobs:", "../../../x:").replace("replicates: 3", "replicates: 1");
    assertThat(ShaketableTest.run("sweep", config(yaml), "--lake", lake()).code()).isZero();

    assertThat(directory.resolve("lake/trajectories/sweep=small"))
        .isDirectoryContaining("glob:**/workload=..%2F..%2F..%2Fx");
    assertThat(directory).isDirectoryNotContaining("glob:**/*x");
    TestSession.spark().sparkContext().listenerBus().waitUntilEmpty();
    assertThat(counter("runs") - runs).isEqualTo(4);
    assertThat(counter("failures") - failures).isZero();
    assertThat(counter("far_below_twin")).isNotNegative();
    assertThat(ShaketableTest.run("status", "--lake", lake()).out())
        .contains("Lake " + lake() + ": no process is writing it.")
        .contains("Sweep small: 4 of 4 runs done, 0 left; ")
        .contains(" runs/s; 0 failed, 0 diverged; last commit 2");
    String more = config(yaml.replace("replicates: 1", "replicates: 2"));
    assertThat(ShaketableTest.run("sweep", more, "--lake", lake()).code()).isZero();
    assertThat(ShaketableTest.run("maintain", "--lake", lake()).out())
        .contains("trajectories: put ", "Deleted the files that no version of the last 7.0 days");
    assertThat(ShaketableTest.run("maintain", "--lake", lake(), "--retain", "-1").err())
        .startsWith("Invalid --retain: expected days in [0, 36500], found -1.0");
  }

  @Test
  void statementsFromAPipeAreAScript() throws IOException {
    Lake.create(TestSession.spark(), lake());
    InputStream in = System.in;
    try {
      System.setIn(piped("SELECT count(*) AS n\n  FROM runs;\n-- and\nSELECT 2 AS two"));
      assertThat(ShaketableTest.run("sql", "--lake", lake(), "--format", "csv").out())
          .isEqualToNormalizingNewlines("n\n0\ntwo\n2\n");
      System.setIn(piped("SELECT 1 AS a; DROP TABLE runs; SELECT 3 AS c;"));
      ShaketableTest.Ended ended = ShaketableTest.run("sql", "--lake", lake(), "--format", "csv");
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.out()).isEqualToNormalizingNewlines("a\n1\n");
      assertThat(ended.err()).contains("found a command").hasLineCount(1);
    } finally {
      System.setIn(in);
    }
  }

  private static InputStream piped(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void servingTheWorldMustBeAskedFor() {
    ShaketableTest.Ended ended = ShaketableTest.run("serve", "--lake", lake(), "--host", "0.0.0.0");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualToNormalizingNewlines(
            "Cannot listen on 0.0.0.0: other machines would read every table without a password;"
                + " give --host localhost, or --allow-remote if they may\n");
  }
}
