package org.shaketable.jobs.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.watch.Follower;
import org.shaketable.jobs.watch.WatchServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows in a browser how a sweep goes on, until it is ended. */
@Command(
    name = "watch",
    description = "Serves one local page that follows a running sweep, reading only, until Ctrl-C.")
final class WatchCommand implements Callable<Integer> {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "10080",
      description = "Port to listen on, for this machine alone; default: ${DEFAULT-VALUE}.")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    WholeNumber.require("--port", port, 1, 65_535);
    SparkSession session = spark.session();
    Lake opened = Lake.open(session, lake.directory());
    try (WatchServer server = WatchServer.start(new Follower(session, opened), port)) {
      System.out.printf(
          "Following lake %s at http://localhost:%d, reading only; Ctrl-C ends it.%n",
          opened, server.port());
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
