package org.shaketable.jobs.lake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.Surroundings;
import org.shaketable.jobs.files.LocalFiles;
import org.shaketable.jobs.files.LocalFilesContext;
import org.shaketable.jobs.s3.ConditionalLogStore;

/** Spark as the lake and the sweeps need it. */
public final class LakeSession {
  private static final String DELTA = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String PLAIN = PlainPlans.class.getName();
  private static final long COMPACT_BYTES = 128L << 20;
  private static final String METRICS = "org.shaketable.jobs.metrics.RunMetrics";

  /** What a place in the meta-state plane is told by does not repeat: no dictionary is tried. */
  private static final List<String> DISTINCT =
      List.of("pc1", "pc2", "pc3", "pc4", "pc5", "t2", "spe", "regime_posteriors.list.element");

  private static final String MEMORY = "spark.memory.fraction";
  private static final String PAGE = "spark.buffer.pageSize";
  private static final long LEAST_PAGE = 1 << 20;

  /** How many a task of Spark's may have. */
  private static final long MOST_PAGES = 1 << 13;

  private LakeSession() {}

  /**
   * The session of this process.
   *
   * @param master where Spark runs; empty for what {@code spark-submit} set, else {@code local[*]}
   * @param extensions classes of further extensions of Spark's SQL
   */
  public static SparkSession open(Optional<String> master, String... extensions) {
    Surroundings.settle();
    SparkConf told = new SparkConf();
    String where = where(master, told);
    SparkSession.Builder builder =
        SparkSession.builder()
            .master(where)
            .appName("shaketable")
            .config("spark.sql.extensions", joined(DELTA + "," + PLAIN, extensions))
            .config("spark.plugins", joined(METRICS, told.get("spark.plugins", "").split(",", -1)))
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", told.get("spark.sql.warehouse.dir", warehouse()))
            .config("spark.ui.showConsoleProgress", false)
            .config("spark.ui.enabled", ui(told, local(where)));
    forTables(builder);
    forSweeps(builder);
    forObjectStores(builder, told);
    if (local(where)) {
      forOneMachine(builder, told);
    }
    return builder.getOrCreate();
  }

  /** Whether such a session has its executors in this process. */
  public static boolean local(Optional<String> master) {
    return local(where(master, new SparkConf()));
  }

  private static boolean local(String where) {
    return where.startsWith("local");
  }

  private static String where(Optional<String> master, SparkConf told) {
    return master.orElseGet(() -> told.get("spark.master", "local[*]"));
  }

  /** Spark makes this directory in any case, unless told another: not where the user works. */
  private static String warehouse() {
    return Path.of(
            System.getProperty("java.io.tmpdir"),
            "shaketable-warehouse-" + System.getProperty("user.name"))
        .toUri()
        .toString();
  }

  private static void forTables(SparkSession.Builder builder) {
    builder
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        // Tables are registered for this process alone, never in a metastore.
        .config("spark.sql.catalogImplementation", "in-memory")
        // The plans of all tables and figures are more than Spark's default keeps compiled.
        .config("spark.sql.codegen.cache.maxEntries", 2000)
        // Rows of few partitions are written as they come, without being sorted first.
        .config("spark.sql.maxConcurrentOutputFileWriters", 32)
        // Small files are put together into files of this size, see Lake.append.
        .config("spark.databricks.delta.optimize.minFileSize", COMPACT_BYTES)
        .config("spark.databricks.delta.optimize.maxFileSize", COMPACT_BYTES)
        // A checkpoint costs six jobs, more than an append; to read 50 small commits costs less.
        .config("spark.databricks.delta.properties.defaults.checkpointInterval", 50)
        // Delta's default of 50 partitions for a table's log takes seconds per commit.
        .config("spark.databricks.delta.snapshotPartitions", 1);
    DISTINCT.forEach(
        column -> builder.config("spark.hadoop.parquet.enable.dictionary#" + column, false));
  }

  private static void forSweeps(SparkSession.Builder builder) {
    builder
        // Finished files of a task are in place at once, so that a killed sweep keeps them.
        .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", 2)
        // A wave is committed while the next one trains: neither is to wait for all of the other.
        .config("spark.scheduler.mode", "FAIR")
        // Progress is read from the heartbeats' accumulators.
        .config("spark.executor.heartbeatInterval", "2s");
  }

  private static void forObjectStores(SparkSession.Builder builder, SparkConf told) {
    // Delta refuses to be told both of all stores and of one.
    if (!told.contains("spark.delta.logStore.class")) {
      builder.config(
          ConditionalLogStore.PROPERTY,
          told.get(ConditionalLogStore.PROPERTY, ConditionalLogStore.class.getName()));
    }
    // Else each file that is made has all directories above it looked for and deleted.
    String markers = "spark.hadoop.fs.s3a.directory.marker.retention";
    builder.config(markers, told.get(markers, "keep"));
  }

  private static void forOneMachine(SparkSession.Builder builder, SparkConf told) {
    builder
        // Not on a cluster: its executors look at files before they know the classes of the jar.
        .config("spark.hadoop.fs.file.impl", LocalFiles.class.getName())
        .config("spark.hadoop.fs.AbstractFileSystem.file.impl", LocalFilesContext.class.getName())
        // Of the heap's old part, two thirds of it all, Spark's default leaves the driver a tenth.
        .config(MEMORY, told.get(MEMORY, "0.4"))
        .config(PAGE, told.get(PAGE, Long.toString(page(Runtime.getRuntime().maxMemory()))))
        // A task that wants more memory than there is fails, and does not end the process.
        .config("spark.executor.killOnFatalError.depth", 0)
        // A machine that slept goes on: here no heartbeat that it missed says that anybody is gone.
        .config("spark.storage.blockManagerHeartbeatTimeoutMs", TimeUnit.DAYS.toMillis(365))
        .config("spark.executor.heartbeat.maxFailures", Integer.MAX_VALUE)
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        // Few partitions need no file each: such files are written twice.
        .config("spark.shuffle.sort.bypassMergeThreshold", 1)
        .config("spark.sql.shuffle.partitions", 4);
  }

  /**
   * Bytes that a sort, an aggregation or a join takes at a time: of the heap's size as many as a
   * task may have of them. Spark's own are up to 64 MB, which are cleared for few rows, too.
   */
  static long page(long heap) {
    return Math.max(LEAST_PAGE, 2 * Long.highestOneBit(heap / MOST_PAGES));
  }

  private static String joined(String first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more))
        .filter(name -> !name.isBlank())
        .distinct()
        .collect(Collectors.joining(","));
  }

  /**
   * Whether Spark shows its page: where {@code spark.ui.enabled} asks for it. It listens where the
   * environment's {@code SPARK_LOCAL_IP} says, else on every address.
   */
  private static boolean ui(SparkConf told, boolean local) {
    if (!told.getBoolean("spark.ui.enabled", false)) {
      return false;
    }
    if (local && System.getenv("SPARK_LOCAL_IP") == null) {
      throw new Mistake(
          "Cannot show Spark's page: expected SPARK_LOCAL_IP in the environment, found none, and it"
              + " would listen on every address; set SPARK_LOCAL_IP=127.0.0.1");
    }
    return true;
  }

  /** Whether a host is this machine seen from itself alone. */
  public static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new Mistake(
          "Invalid host: expected a name or an address of this machine, found %s".formatted(host),
          e);
    }
  }
}
