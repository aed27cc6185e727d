package org.shaketable.jobs.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.LakeSession;
import org.shaketable.jobs.sql.ThriftServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers JDBC clients until it is ended. */
@Command(
    name = "serve",
    description = "Answers queries of JDBC clients, reading only, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "localhost",
      description = "Address to listen on; default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "10000",
      description = "Port to listen on; default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--allow-remote",
      description = "Lets other machines in: anyone who reaches the port reads every table.")
  private boolean allowRemote;

  @Override
  public Integer call() throws InterruptedException {
    if (!LakeSession.loopback(host) && !allowRemote) {
      throw new Mistake(
          "Cannot listen on %s: other machines would read every table without a password; give --host localhost, or --allow-remote if they may"
              .formatted(host));
    }
    WholeNumber.require("--port", port, 1, 65_535);
    SparkSession session = spark.session(ThriftServer.EXTENSION);
    Lake opened = Lake.open(session, lake.directory());
    try (ThriftServer server = ThriftServer.start(session, opened, host, port)) {
      System.out.printf(
          "Serving lake %s at jdbc:hive2://%s:%d, reading only; Ctrl-C ends it.%n",
          opened, host, port);
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
