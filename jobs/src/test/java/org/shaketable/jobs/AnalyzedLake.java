package org.shaketable.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  private static final Lake LAKE = make();

  private AnalyzedLake() {}

  /** The lake; nobody may write to it. */
  public static Lake lake() {
    return LAKE;
  }

  private static Lake make() {
    try {
      Path directory = Files.createTempDirectory("shaketable-analyzed");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(directory.toFile())));
      var spark = TestSession.spark();
      Lake lake = Lake.create(spark, directory.resolve("lake").toString());
      SyntheticLake.write(spark, lake, SWEEP, List.of("cartpole-ppo", HOSTILE), RUNS, EVALUATIONS);
      Analysis.run(lake, Optional.empty(), new AnalyticsSettings(1, 2_000, 0.95));
      return lake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
