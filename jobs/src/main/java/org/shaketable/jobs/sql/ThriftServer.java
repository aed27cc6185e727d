package org.shaketable.jobs.sql;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.hive.thriftserver.HiveThriftServer2;
import org.shaketable.jobs.lake.Lake;

/**
 * Spark's Thrift server over a lake, for JDBC clients: every table and view by its plain name,
 * reading only. The session must have been opened with {@link #EXTENSION}.
 */
public final class ThriftServer implements AutoCloseable {
  /** What makes every session of the application read-only. */
  public static final String EXTENSION = ReadOnlyExtension.class.getName();

  private static final int LOOK_SECONDS = 10;

  private final HiveThriftServer2 server;
  private final ScheduledExecutorService watch;

  private ThriftServer(HiveThriftServer2 server, ScheduledExecutorService watch) {
    this.server = server;
    this.watch = watch;
  }

  /** Starts to listen. */
  public static ThriftServer start(SparkSession spark, Lake lake, String host, int port) {
    // Derby makes no database for nobody's language, and Hive then tries for twenty seconds at each
    // client that asks which tables there are; the digits of this one are those of none.
    Locale.setDefault(Locale.ENGLISH);
    // Hive's embedded database, which holds nothing here, writes a log into the working directory.
    System.setProperty(
        "derby.stream.error.file",
        Path.of(System.getProperty("java.io.tmpdir"), "derby.log").toString());
    spark.conf().set("hive.server2.thrift.bind.host", host);
    spark.conf().set("hive.server2.thrift.port", port);
    // Nobody has a password, so nobody is anybody else; else each client has Hive's metastore
    // opened anew, of which nothing is asked, and waits for it.
    spark.conf().set("hive.server2.enable.doAs", false);
    spark.conf().set("spark.sql.runSQLOnFiles", false);
    LakeCatalog catalog = new LakeCatalog(spark, lake);
    register(spark, catalog);
    HiveThriftServer2 server = HiveThriftServer2.startWithContext(spark.sqlContext());
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    // Tables that an analysis makes later appear without a new start.
    var unused =
        watch.scheduleWithFixedDelay(
            () -> register(spark, catalog), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    return new ThriftServer(server, watch);
  }

  private static void register(SparkSession spark, LakeCatalog catalog) {
    spark.sparkContext().setLocalProperty(ReadOnlyParser.TRUSTED, "true");
    try {
      catalog.register();
    } finally {
      // Threads inherit such properties, so it must be gone before the server makes its own.
      spark.sparkContext().setLocalProperty(ReadOnlyParser.TRUSTED, null);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    server.stop();
  }
}
