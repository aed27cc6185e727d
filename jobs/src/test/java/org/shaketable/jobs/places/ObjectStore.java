package org.shaketable.jobs.places;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * S3 on this machine: S3Proxy in a process of its own, with its objects in a directory, behind a
 * {@link FaultyProxy}. Profile {@code places} puts its jar in {@code target/places}.
 */
public final class ObjectStore implements AutoCloseable {
  /** The name by which it lets one in. */
  public static final String NAME = "AKIAWALKSONTHELAKE";

  /** The password to it, a word that nothing else has. */
  public static final String PASSWORD = "whispered+to/the-store/alone";

  private static final String BUCKET = "shaken";
  private static final int START_SECONDS = 60;

  private final Process process;
  private final Path objects;
  private final FaultyProxy proxy;

  /** Starts one that keeps its objects in a directory. */
  public ObjectStore(Path directory) throws IOException, InterruptedException {
    objects = directory.resolve("objects");
    Files.createDirectories(objects.resolve(BUCKET));
    int port = freePort();
    Path properties =
        Files.writeString(
            directory.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(port, NAME, PASSWORD, objects));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "places", "s3proxy.jar").toAbsolutePath().toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("s3proxy.log").toFile())
            .start();
    await(port, directory.resolve("s3proxy.log"));
    proxy = new FaultyProxy(port, 7, this::isDirectory, this::delete);
  }

  /** S3 has no directories, but this server takes one of its file system for an object. */
  private boolean isDirectory(String path) {
    return path.contains("/") && !path.endsWith("/") && Files.isDirectory(objects.resolve(path));
  }

  /** S3 deletes a directory's mark whatever lies below it; this server then deletes nothing. */
  private void delete(String path) {
    try {
      Files.deleteIfExists(objects.resolve(path));
    } catch (DirectoryNotEmptyException e) {
      // What lies below it goes by itself, or stays.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await(int port, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket trial = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    process.destroyForcibly();
    throw new AssertionError("No S3Proxy: " + Files.readString(log));
  }

  /** Answers a share of all requests from now on with 503, resets or slowness. */
  public void disturb(double share) {
    proxy.disturb(share);
  }

  /** How many requests of each kind were disturbed since it started, fewest first. */
  public List<Long> disturbed() {
    return Stream.of(FaultyProxy.Fault.values())
        .filter(fault -> fault != FaultyProxy.Fault.NONE)
        .map(proxy::count)
        .sorted()
        .toList();
  }

  /** How many requests came through undisturbed. */
  public long undisturbed() {
    return proxy.count(FaultyProxy.Fault.NONE);
  }

  /** An address in it. */
  public String address(String key) {
    return "s3a://" + BUCKET + "/" + key;
  }

  /** Where this machine keeps what has a key. */
  public Path file(String key) {
    return objects.resolve(BUCKET).resolve(key);
  }

  /** Settings of Hadoop that find it; credentials are apart. */
  public Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint",
        "http://127.0.0.1:" + proxy.port(),
        "fs.s3a.path.style.access",
        "true",
        "fs.s3a.connection.ssl.enabled",
        "false");
  }

  /** The environment that lets a process in. */
  public static Map<String, String> environment() {
    return Map.of("AWS_ACCESS_KEY_ID", NAME, "AWS_SECRET_ACCESS_KEY", PASSWORD);
  }

  /** Lets this process in, which has its environment already. */
  public void letIn(Configuration configuration) {
    settings().forEach(configuration::set);
    configuration.set("fs.s3a.access.key", NAME);
    configuration.set("fs.s3a.secret.key", PASSWORD);
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    process.destroyForcibly();
  }
}
