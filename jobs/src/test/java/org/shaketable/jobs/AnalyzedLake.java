package org.shaketable.jobs;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.jobs.analyze.Analysis;
import org.shaketable.jobs.bench.SyntheticLake;
import org.shaketable.jobs.lake.Lake;

/**
 * A synthetic lake that has been analyzed once for all tests that read one: two workloads, one with
 * a hostile name, four families with six magnitudes each, 16 clean twins apiece.
 */
public final class AnalyzedLake {
  public static final String SWEEP = "quickstart";
  public static final String HOSTILE = "<script>alert('spirals')</script>";
  public static final int RUNS = 800;
  public static final int EVALUATIONS = 100;

  /** The property by which Maven tells one build from another. */
  private static final String BUILD = "shaketable.build";

  private static final Lake LAKE = make();

  private AnalyzedLake() {}

  /** The lake; nobody may write to it. */
  public static Lake lake() {
    return LAKE;
  }

  private static Lake make() {
    try {
      String build = System.getProperty(BUILD);
      if (build != null) {
        return ofBuild(Path.of("target", "analyzed").toAbsolutePath(), build);
      }
      Path directory = Files.createTempDirectory("shaketable-analyzed");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(directory.toFile())));
      return in(directory.resolve("lake"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of all processes of a build: the first to come makes it, the others wait. */
  private static Lake ofBuild(Path directory, String build) throws IOException {
    Files.createDirectories(directory);
    try (FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isShared()).isFalse();
      Path lake = directory.resolve("lake");
      Path whole = directory.resolve("whole");
      if (Files.exists(whole) && Files.readString(whole).equals(build)) {
        return Lake.open(TestSession.spark(), lake.toString());
      }
      Files.deleteIfExists(whole);
      FileUtils.deleteDirectory(lake.toFile());
      Lake made = in(lake);
      Files.writeString(whole, build);
      return made;
    }
  }

  private static Lake in(Path directory) {
    var spark = TestSession.spark();
    Lake lake = Lake.create(spark, directory.toString());
    SyntheticLake.write(spark, lake, SWEEP, List.of("cartpole-ppo", HOSTILE), RUNS, EVALUATIONS);
    Analysis.run(lake, Optional.empty(), new AnalyticsSettings(1, 2_000, 0.95));
    return lake;
  }
}
