package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.CheckpointRow;
import org.shaketable.jobs.lake.Lake;

/**
 * The way of a wave's runs to the tables, exactly once.
 *
 * <p>Executors write Parquet files to {@code _staging/<sweep>/<wave>}, one per task, each in its
 * place as soon as its task is done. {@link #commit} appends them to {@code trajectories}, to
 * {@code checkpoints} where there is such a table, then to {@code runs}, each in a Delta
 * transaction that carries the wave's number, and deletes them. A process that is killed leaves
 * files behind; whoever comes next commits them under the same number, so that what was appended
 * already is not appended again.
 */
final class Staging {
  private static final String CHECKPOINTS = "checkpoints";
  private static final List<String> TABLES = List.of("trajectories", CHECKPOINTS, "runs");

  /** Spark's reader takes a path for a pattern otherwise, and lakes may lie in {@code [v1]}. */
  private static final String GLOB = DataSource.GLOB_PATHS_KEY();

  /** Staged bytes that become one file of a table, about. */
  private static final long FILE_BYTES = 64L << 20;

  private final SparkSession spark;
  private final Lake lake;
  private final String application;
  private final Path directory;

  Staging(SparkSession spark, Lake lake, String sweep) {
    this(spark, lake, "shaketable/" + sweep, new Path(new Path(lake.root(), "_staging"), sweep));
  }

  private Staging(SparkSession spark, Lake lake, String application, Path directory) {
    this.spark = spark;
    this.lake = lake;
    this.application = application;
    this.directory = directory;
  }

  /**
   * The way of what the driver's lane trains, beside the waves: a table takes waves of one way in
   * the order of their numbers alone.
   */
  Staging lane() {
    return new Staging(spark, lake, application + "/lane", new Path(directory, "lane"));
  }

  /** The waves that have files, ascending. */
  List<Long> waves() {
    try {
      return Arrays.stream(lake.fileSystem().listStatus(directory))
          .filter(FileStatus::isDirectory)
          .map(FileStatus::getPath)
          .map(Path::getName)
          // What others leave there is no wave.
          .filter(name -> name.matches("\\d{1,18}"))
          .map(Long::parseLong)
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number above that of every wave there was. */
  long nextWave() {
    LongStream committed =
        TABLES.stream()
            .filter(lake::has)
            .mapToLong(table -> lake.lastTransaction(table, application));
    return LongStream.concat(committed, waves().stream().mapToLong(Long::longValue))
            .max()
            .orElse(-1)
        + 1;
  }

  /**
   * Trains tasks, each bundle of them as one Spark task, and writes what they give: the one action
   * of a wave.
   */
  void train(long wave, List<List<TwinTask>> bundles, FlatMapFunction<TwinTask, Row> trainer) {
    var tasks =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(bundles, bundles.size());
    var rows =
        CohortTrainer.of(trainer)
            .map(tasks::flatMap)
            .orElseGet(() -> tasks.flatMap(List::iterator).flatMap(trainer));
    // A data frame of rows would generate the code of its encoder in each task, some 40 ms; a data
    // set does it here, once. Soon read once and deleted, it is to be written fast.
    spark
        .createDataset(rows.rdd(), StagedRun.CODEC.encoder())
        .write()
        .option("parquet.enable.dictionary", false)
        .option("compression", "none")
        .parquet(path(wave).toString());
  }

  /** Writes runs that are trained already, one row of {@link StagedRun} each. */
  void write(long wave, List<Row> rows) {
    spark
        .createDataset(rows, StagedRun.CODEC.encoder())
        .coalesce(1)
        .write()
        .parquet(path(wave).toString());
  }

  /** Appends a wave to the tables and deletes its files. */
  void commit(long wave) {
    commit(List.of(wave));
  }

  /**
   * Appends waves to the tables, all in one transaction of each, and deletes their files. What
   * comes after a crash in between finds each of them by its own number: a table that has the last
   * has them all, and one that has none of them gets one after the other.
   *
   * @param waves all that there are up to the last of them, ascending
   */
  void commit(List<Long> waves) {
    long last = waves.get(waves.size() - 1);
    Dataset<Row> staged = staged(waves);
    appendTrajectories(staged, last);
    appendCheckpoints(staged, last);
    appendRuns(staged, last);
    waves.forEach(wave -> delete(path(wave)));
  }

  void appendTrajectories(Dataset<Row> staged, long wave) {
    Dataset<Row> evaluations = staged.select(explode(col("trajectory")).as("evaluation"));
    lake.append("trajectories", evaluations.select("evaluation.*"), application, wave);
  }

  /** Appends the parameters that were kept; a sweep that keeps none has no such table. */
  void appendCheckpoints(Dataset<Row> staged, long wave) {
    Dataset<Row> kept = staged.select(explode(col("checkpoints")).as("kept")).select("kept.*");
    if (lake.has(CHECKPOINTS)) {
      lake.append(CHECKPOINTS, kept, application, wave);
    }
  }

  /** Makes the table that parameters are kept in, where it does not exist. */
  void createCheckpoints() {
    if (!lake.has(CHECKPOINTS)) {
      lake.append(
          CHECKPOINTS,
          RecordCodec.of(CheckpointRow.class).dataset(spark, List.of()),
          "sweep",
          "workload");
    }
  }

  void appendRuns(Dataset<Row> staged, long wave) {
    lake.append("runs", staged.select("run.*"), application, wave);
  }

  /** The runs of a wave, each once, one row of {@link StagedRun} each. */
  Dataset<Row> staged(long wave) {
    return staged(List.of(wave));
  }

  /** The runs of waves, each once. */
  Dataset<Row> staged(List<Long> waves) {
    String[] paths = waves.stream().map(wave -> path(wave).toString()).toArray(String[]::new);
    Dataset<Row> staged =
        spark
            .read()
            .schema(StagedRun.CODEC.schema())
            .option(GLOB, false)
            .parquet(paths)
            .coalesce(1 + (int) (waves.stream().mapToLong(this::bytes).sum() / FILE_BYTES));
    return repeated(paths) ? staged.dropDuplicates("run_id") : staged;
  }

  /**
   * Whether a run was staged twice. To look costs little; to drop duplicates where there are none
   * sends every row through a shuffle.
   */
  private boolean repeated(String... paths) {
    List<String> ids = ids(paths).collectAsList();
    return Set.copyOf(ids).size() < ids.size();
  }

  private Dataset<String> ids(String... paths) {
    return spark
        .read()
        .schema("run_id STRING")
        .option(GLOB, false)
        // The process at work deletes what it has committed.
        .option("ignoreMissingFiles", true)
        .parquet(paths)
        .as(Encoders.STRING());
  }

  private long bytes(long wave) {
    try {
      return lake.fileSystem().getContentSummary(path(wave)).getLength();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many runs of a sweep are in staged files and not among those that a table has. */
  static long waiting(SparkSession spark, Lake lake, String sweep, Dataset<Row> committed) {
    Staging staging = new Staging(spark, lake, sweep);
    String[] paths =
        Stream.of(staging, staging.lane())
            .flatMap(way -> way.waves().stream().map(wave -> way.path(wave).toString()))
            .toArray(String[]::new);
    return paths.length == 0
        ? 0
        : staging.ids(paths).distinct().join(committed, "run_id", "left_anti").count();
  }

  /**
   * Commits what a killed process left, in the order of the waves; without what cannot be read,
   * whose runs are then trained again.
   */
  int recover() {
    List<Long> left = waves();
    left.forEach(
        wave -> {
          new StagedFiles(spark, lake.fileSystem(), path(wave)).dropUnreadable();
          commit(wave);
        });
    return left.size();
  }

  private Path path(long wave) {
    return new Path(directory, Long.toString(wave));
  }

  private void delete(Path path) {
    try {
      lake.fileSystem().delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
