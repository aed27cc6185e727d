package org.shaketable.jobs.lake;

import static org.apache.spark.sql.functions.col;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.exceptions.MetadataChangedException;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.util.FileNames$;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.files.WholeFile;

/**
 * A directory of Delta tables, one sub-directory each, with a marker that names the version of
 * their schemas. A lake of another schema version is refused, never misread.
 */
public final class Lake {
  /**
   * Delta's own compaction after a write looks at the whole table after each, which costs more than
   * a small append.
   */
  private static final long COMPACT_EVERY = 50;

  /** Of how many columns of a result table the least and greatest values are kept. */
  private static final int UNINDEXED = 0;

  /** First columns of primary tables, those that a query looks for runs by. */
  private static final int NAMES_IN_FRONT = 5;

  private static final Set<String> KNOWN =
      Tables.ALL.stream().map(TableDefinition::name).collect(Collectors.toSet());

  /** A name such as {@code a:b}, which is no URI: those that are have a slash behind the colon. */
  private static final Pattern LOCAL_COLON = Pattern.compile("^[^/:]*:(?!/)");

  /** An address such as {@code s3a://name:password@bucket}. */
  private static final Pattern PASSWORD = Pattern.compile("^\\w+://[^/@]*:[^/]*@");

  /** The number of an owner that no fence keeps out: nobody has taken the lake. */
  static final long NOBODY = Long.MAX_VALUE;

  /** The number of an owner that another process has replaced. */
  static final long LOST = 0;

  private final SparkSession spark;
  private final Path root;

  /** The number that this process owns the lake under, shared with the same lake elsewhere. */
  private final AtomicLong owner;

  private final Emptied emptied;

  /** What is done of a table whose log has commits that hold nothing. */
  private enum Emptied {
    REFUSED,
    READ
  }

  private Lake(SparkSession spark, Path root, AtomicLong owner, Emptied emptied) {
    this.spark = spark;
    this.root = root;
    this.owner = owner;
    this.emptied = emptied;
  }

  /** Notes the number that this process owns the lake under, see {@link LakeLock}. */
  void ownedUnder(long number) {
    owner.set(number);
  }

  /**
   * The lake in a directory that exists.
   *
   * @throws Mistake when there is none, or one of another schema version
   */
  public static Lake open(SparkSession spark, String directory) {
    Lake lake = at(spark, directory);
    LakeMarker.require(lake, directory);
    if (!lake.whole()) {
      throw LostParts.withoutRuns(lake, directory);
    }
    return lake;
  }

  /**
   * The lake in a directory, made with empty primary tables where there is none.
   *
   * @throws Mistake when it cannot be written, is something else, or has another schema version
   */
  public static Lake create(SparkSession spark, String directory) {
    Lake lake = at(spark, directory);
    LakeMarker.ensure(lake, directory);
    PrimaryTable.ALWAYS.forEach(lake::create);
    LakeMarker.noteTables(lake);
    return lake;
  }

  /**
   * The lake in a directory that exists, of this schema or an earlier one.
   *
   * @throws Mistake when there is none, or one that a later version made
   */
  public static Lake openToMigrate(SparkSession spark, String directory) {
    Lake lake = at(spark, directory);
    LakeMarker.requireLake(lake, directory);
    LakeMarker.read(lake).refuseNewer(directory);
    return lake;
  }

  /** The session that reads and writes it. */
  public SparkSession session() {
    return spark;
  }

  /** The same lake in another session, with that session's settings and views. */
  public Lake in(SparkSession session) {
    return new Lake(session, root, owner, emptied);
  }

  /** The same lake, read also where commits of its logs hold nothing, which else is refused. */
  Lake toHeal() {
    return new Lake(spark, root, owner, Emptied.READ);
  }

  /**
   * Whether a directory holds a lake: not where another process is at making it.
   *
   * @throws Mistake when no lake can be made there, or when there was one
   */
  public static boolean exists(SparkSession spark, String directory) {
    Lake lake = at(spark, directory);
    if (!LakeMarker.exists(lake)) {
      LakeMarker.requirePlace(lake, directory);
      return false;
    }
    return lake.whole() || LostParts.hadRuns(lake);
  }

  /** Whether the table is there that is made last. */
  private boolean whole() {
    return has("runs");
  }

  private static Lake at(SparkSession spark, String directory) {
    if (PASSWORD.matcher(directory).find()) {
      throw new Mistake(
          "Cannot open lake: its address holds a password, which would stand in logs, tables and"
              + " reports; give it without, and the password by the environment (for s3a://"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)");
    }
    try {
      Path path = new Path(LOCAL_COLON.matcher(directory).find() ? "./" + directory : directory);
      FileSystem fileSystem = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return new Lake(
          spark, fileSystem.makeQualified(path), new AtomicLong(NOBODY), Emptied.REFUSED);
    } catch (IOException | IllegalArgumentException e) {
      throw new Mistake(
          "Cannot open lake %s: %s; give a directory with --lake"
              .formatted(directory, e.getMessage()),
          e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw new Mistake(
            "Cannot open lake %s: Spark lacks the classes of its file system; add them, for s3a:// by `--packages org.apache.hadoop:hadoop-aws:3.3.4` of spark-submit"
                .formatted(directory),
            e);
      }
      throw e;
    }
  }

  /** The directory, with its scheme. */
  public Path root() {
    return root;
  }

  /** The directory as a user writes it: without {@code file:} where it is local. */
  @Override
  public String toString() {
    return "file".equals(root.toUri().getScheme()) ? root.toUri().getPath() : root.toString();
  }

  /** The file system that holds the lake. */
  public FileSystem fileSystem() {
    try {
      return root.getFileSystem(spark.sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a text in the place of what a file of the lake has, all or nothing. */
  void write(Path file, String text) throws IOException {
    WholeFile.write(spark, file, text);
  }

  /**
   * Makes a file of the lake that there is not, all or nothing.
   *
   * @return false where there is one
   */
  boolean make(Path file, String text) throws IOException {
    return WholeFile.make(spark, file, text);
  }

  /** Where a table lies. */
  public String path(String table) {
    return new Path(root, table).toString();
  }

  /** Whether a table exists. */
  public boolean has(String table) {
    try {
      return fileSystem().exists(new Path(path(table), "_delta_log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is to be told of each table of every lake that is not there. */
  public List<Mistake> lost() {
    return PrimaryTable.ALWAYS.stream()
        .map(PrimaryTable::name)
        .filter(table -> !has(table))
        .map(table -> LostParts.missing(this, table))
        .toList();
  }

  /** The names of all tables there are, sorted; not of a table that somebody else keeps here. */
  public List<String> tables() {
    try {
      return Arrays.stream(fileSystem().listStatus(root))
          .filter(FileStatus::isDirectory)
          .map(directory -> directory.getPath().getName())
          .filter(KNOWN::contains)
          .filter(this::has)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rows of a table.
   *
   * @throws Mistake when the table does not exist yet, or a commit of its log was emptied
   */
  public Dataset<Row> read(String table) {
    if (!has(table)) {
      throw PrimaryTable.ALWAYS.stream().anyMatch(primary -> primary.name().equals(table))
          ? LostParts.missing(this, table)
          : new Mistake(
              "Cannot read table %s: lake %s does not have it yet; run `shaketable analyze` first"
                  .formatted(table, this));
    }
    Dataset<Row> rows = spark.read().format("delta").load(path(table));
    refuseEmptied(table);
    return rows;
  }

  /**
   * Refuses a table that this process has read over a commit that holds nothing.
   *
   * @throws Mistake that names the commit
   */
  public void refuseEmptied(String table) {
    refuseEmptied(table, DeltaLog.forTable(spark, path(table)));
  }

  private void refuseEmptied(String table, DeltaLog log) {
    if (emptied == Emptied.REFUSED) {
      EmptiedCommits.refuse(this, table, log.unsafeVolatileSnapshot());
    }
  }

  /**
   * The rows that a table has now. What is made of them does not see later ones, and begins sooner
   * than with {@link #read} where the table has few files.
   *
   * @throws Mistake when the table does not exist yet
   */
  public Dataset<Row> now(String table) {
    if (!has(table)) {
      return read(table);
    }
    return few(table).map(few -> few.rows().dataset(spark)).orElseGet(() -> nowByJob(table));
  }

  /** The same, read by a job however few rows there are. */
  public Dataset<Row> nowByJob(String table) {
    DeltaLog log = deltaLog(table);
    Snapshot snapshot = log.unsafeVolatileSnapshot();
    return ListedFiles.of(snapshot)
        .map(files -> files.rows(spark, log, snapshot))
        .orElseGet(() -> read(table));
  }

  /**
   * The rows that a table has at a version.
   *
   * @param rows few enough for the driver to hold
   */
  public record Few(long version, DriverRows rows) {}

  /** The rows that a table has now, if they are few. */
  public Optional<Few> few(String table) {
    Path directory = new Path(path(table));
    return lastCommit(table)
        .flatMap(
            commit ->
                commit
                    .files()
                    .flatMap(files -> files.held(spark, directory))
                    .map(rows -> new Few(commit.version(), rows)));
  }

  private Optional<LastCommit> lastCommit(String table) {
    return LastCommit.of(this, table)
        .or(() -> LastCommit.of(deltaLog(table).unsafeVolatileSnapshot()));
  }

  /** The bytes of a table's files, if Delta noted them at its last commit. */
  OptionalLong bytes(String table) {
    return lastCommit(table).stream()
        .mapToLong(commit -> commit.checksum().tableSizeBytes())
        .findFirst();
  }

  /** The version of a table's latest commit, to trace results to what they were computed from. */
  public long version(String table) {
    return LastCommit.of(this, table)
        .map(LastCommit::version)
        .orElseGet(() -> deltaLog(table).unsafeVolatileSnapshot().version());
  }

  /** Looks at a table's log as who writes it does, and tells what keeps from writing. */
  public void requireWritable(String table) {
    deltaLog(table);
  }

  /** The version of a table that this process has read last; the table may have later ones. */
  public long versionRead(String table) {
    return DeltaLog.forTable(spark, path(table)).unsafeVolatileSnapshot().version();
  }

  /** Whether a table has a commit after a version. */
  public boolean hasLater(String table, long version) {
    Path log = new Path(path(table), "_delta_log");
    try {
      return fileSystem().exists(FileNames$.MODULE$.unsafeDeltaFile(log, version + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When a table was made, which a table that was lost and made again is later. */
  public Instant made(String table) {
    return Instant.ofEpochMilli(
        (Long) deltaLog(table).unsafeVolatileSnapshot().metadata().createdTime().get());
  }

  /**
   * The number of the last transaction of an application that a table has, see {@link #append}; -1
   * for none.
   */
  public long lastTransaction(String table, String application) {
    return exactlyOnce(table, application).last();
  }

  DeltaLog deltaLog(String table) {
    long asked = System.currentTimeMillis();
    DeltaLog log = DeltaLog.forTable(spark, path(table));
    // Not once more where it was looked at for the first time just now.
    log.update(false, scala.Option.apply(asked), scala.Option.empty());
    refuseEmptied(table, log);
    return log;
  }

  /**
   * Appends rows exactly once: a second append of the same application and number, or of a lower
   * number, changes nothing. Every fiftieth version of a table puts its small files together.
   */
  public void append(String table, Dataset<Row> rows, String application, long number) {
    OptionalLong version;
    try {
      version = exactlyOnce(table, application).append(rows, number);
    } catch (MetadataChangedException e) {
      // As a fence does; what else changes a table's metadata holds the lock.
      throw Fence.replaced(this, e);
    }
    if (version.orElse(0) > 0 && version.getAsLong() % COMPACT_EVERY == 0) {
      compact(table);
    }
  }

  /**
   * Puts small files of a table together; what they hold stays the same.
   *
   * @return how many files there were and became of them: {@code numFilesRemoved}, {@code
   *     numFilesAdded}
   */
  Row compact(String table) {
    deltaLog(table);
    return DeltaTable.forPath(spark, path(table))
        .optimize()
        .executeCompaction()
        .select("metrics.numFilesRemoved", "metrics.numFilesAdded")
        .first();
  }

  /** Refuses to write a table where another process took the lake. */
  private String fenced(String table) {
    if (owner.get() != NOBODY && has(table)) {
      Fence.check(this, owner.get(), deltaLog(table).unsafeVolatileSnapshot().metadata());
    }
    return path(table);
  }

  private ExactlyOnce exactlyOnce(String table, String application) {
    return new ExactlyOnce(
        spark,
        DeltaLog.forTable(spark, path(table)),
        application,
        metadata -> Fence.check(this, owner.get(), metadata));
  }

  /** Appends rows; makes the table, partitioned by columns, where it does not exist. */
  public void append(String table, Dataset<Row> rows, String... partitionedBy) {
    writer(rows, List.of(partitionedBy)).mode("append").save(fenced(table));
  }

  /** Puts rows in the place of those that a condition of SQL holds for; all or nothing. */
  public void replaceWhere(String table, Dataset<Row> rows, String condition) {
    writer(rows, List.of()).mode("overwrite").option("replaceWhere", condition).save(fenced(table));
  }

  /** The rows of a table as they were at a version. */
  public Dataset<Row> read(String table, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path(table));
  }

  /**
   * Puts rows of one sweep in the place of all that a table has of that sweep; makes the table,
   * partitioned by columns, where it does not exist. The table must have a column {@code sweep}.
   */
  public void replace(String table, Dataset<Row> rows, String sweep, String... partitionedBy) {
    String condition = "sweep = '" + literal(sweep) + "'";
    replace(
        table,
        transaction -> ListedFiles.replace(transaction, rows, sweep, condition),
        rows,
        Map.of("replaceWhere", condition),
        partitionedBy);
  }

  /**
   * Replaces what a table has by what the driver does, or by a job where it does not.
   *
   * @param replacement what the driver does with a table that is there, if it does
   * @param options how a job replaces it
   */
  private void replace(
      String table,
      Predicate<OptimisticTransaction> replacement,
      Dataset<Row> rows,
      Map<String, String> options,
      String... partitionedBy) {
    boolean there = has(table);
    boolean done = there ? replaceFiles(table, replacement) : makeHeld(table, rows, partitionedBy);
    if (!done) {
      overwriter(table, rows, partitionedBy)
          .options(there ? options : Map.of())
          .save(fenced(table));
    }
  }

  /** A name between quotes of Spark's SQL: in a lake from elsewhere it may be anything. */
  private static String literal(String name) {
    return name.replace("\\", "\\\\").replace("'", "\\'");
  }

  /**
   * Puts rows in the place of all that a table has, which costs less than to look which to keep;
   * makes the table, partitioned by columns, where it does not exist.
   */
  public void replaceAll(String table, Dataset<Row> rows, String... partitionedBy) {
    replace(
        table,
        transaction -> ListedFiles.replace(transaction, rows),
        rows,
        Map.of(),
        partitionedBy);
  }

  /**
   * The same rows, so that to replace a table by them takes no job: few enough for the driver to
   * hold.
   */
  public static Dataset<Row> held(Dataset<Row> rows) {
    return DriverRows.collected(rows).dataset(rows.sparkSession());
  }

  private boolean makeHeld(String table, Dataset<Row> rows, String... partitionedBy) {
    EmptyTable empty = new EmptyTable(rows.schema(), List.of(partitionedBy), UNINDEXED);
    return DriverRows.of(rows).isPresent()
        && DeltaLog.forTable(spark, path(table))
            .withNewTransaction(
                scala.Option.empty(),
                scala.Option.empty(),
                transaction -> ListedFiles.make(transaction, empty, rows));
  }

  private boolean replaceFiles(String table, Predicate<OptimisticTransaction> replacement) {
    DeltaLog log = deltaLog(table);
    return log.withNewTransaction(
        scala.Option.empty(),
        // It was looked at just now.
        scala.Option.apply(log.unsafeVolatileSnapshot()),
        transaction -> {
          Fence.check(this, owner.get(), transaction.metadata());
          return replacement.test(transaction);
        });
  }

  private DataFrameWriter<Row> overwriter(String table, Dataset<Row> rows, String... partitions) {
    Dataset<Row> whole = DriverRows.of(rows).isPresent() ? rows.coalesce(1) : rows;
    var writer = writer(whole, List.of(partitions)).mode("overwrite");
    // The least and greatest values of a file help no query of these tables, but to find them takes
    // as long as to write a third of it.
    return has(table) ? writer : writer.option("delta.dataSkippingNumIndexedCols", UNINDEXED);
  }

  /** Takes rows out of a table. */
  public void delete(String table, Column which) {
    DeltaTable.forPath(spark, fenced(table)).delete(which);
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows, List<String> partitionedBy) {
    // Columns that an older table lacks are added to it.
    return rows.write()
        .format("delta")
        .option("mergeSchema", true)
        .partitionBy(partitionedBy.toArray(String[]::new));
  }

  /** Makes a table where it does not exist. */
  void create(PrimaryTable table) {
    if (has(table.name())) {
      return;
    }
    try {
      // Least and greatest values of measurements help no query.
      new EmptyTable(table.schema(), table.partitions(), NAMES_IN_FRONT)
          .make(DeltaLog.forTable(spark, path(table.name())));
    } catch (DeltaConcurrentModificationException e) {
      if (!has(table.name())) {
        throw e;
      }
      // Another process made the same empty table at the same time.
    }
  }

  /** The ids of the runs that the lake has of a sweep. */
  public Set<String> runIds(String sweep) {
    return new HashSet<>(
        now("runs")
            .where(col("sweep").equalTo(sweep))
            .select("run_id")
            .as(Encoders.STRING())
            .collectAsList());
  }

  /** Makes every table a temporary view of its plain name. */
  public void registerViews() {
    tables().forEach(this::registerView);
  }

  /** Makes a table a temporary view of its plain name. */
  public void registerView(String table) {
    read(table).createOrReplaceTempView(table);
  }
}
