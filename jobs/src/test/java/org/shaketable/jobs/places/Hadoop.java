package org.shaketable.jobs.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shaketable.jobs.cluster.Program;

/**
 * A Hadoop cluster of this machine in a process of its own: HDFS, and YARN where it is wanted.
 * Profile {@code places} puts its jars in {@code target/places/hadoop}.
 */
public final class Hadoop implements AutoCloseable {
  /** What is started. */
  public enum Parts {
    HDFS,
    YARN
  }

  private static final Duration START = Duration.ofMinutes(3);
  private static final List<String> OPENED =
      List.of("lang", "util", "util.concurrent", "io", "net", "nio");
  private static final Pattern NAME_NODE = Pattern.compile("hdfs://[^<]+");

  private final Program cluster;
  private final Path directory;
  private long done;

  /** Starts one that works in a directory. */
  public Hadoop(Path directory, Parts parts) throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    ProcessBuilder builder =
        new ProcessBuilder(command(parts.name().toLowerCase(Locale.ROOT)))
            .directory(directory.toFile());
    // Containers inherit it; their programs are to listen on loopback, too.
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    this.cluster = new Program(builder);
    assertThat(cluster.await(Pattern.compile("^READY$"), START)).as(cluster.said()).isPresent();
  }

  private List<String> command(String parts) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    OPENED.forEach(
        name -> words.addAll(List.of("--add-opens", "java.base/java." + name + "=ALL-UNNAMED")));
    words.addAll(List.of("-cp", classes()));
    words.add(Path.of("src/test/hadoop/MiniHadoop.java").toAbsolutePath().toString());
    words.addAll(List.of(directory.toString(), parts));
    return words;
  }

  /** The cluster's own jars before those of Spark, which bring Hadoop's client and logging. */
  private static String classes() throws IOException {
    try (Stream<Path> own = Files.list(Path.of("target/places/hadoop"))) {
      List<String> jars = new ArrayList<>(own.map(jar -> jar.toAbsolutePath().toString()).toList());
      jars.add(Path.of("target/spark/jars").toAbsolutePath() + "/*");
      return String.join(File.pathSeparator, jars);
    }
  }

  /** Where a path lies in HDFS. */
  public String address(String path) throws IOException {
    Matcher address = NAME_NODE.matcher(Files.readString(settings().resolve("core-site.xml")));
    assertThat(address.find()).isTrue();
    return address.group() + path;
  }

  /** The directory of the files that say to clients where the cluster is. */
  public Path settings() {
    return directory.resolve("conf");
  }

  /** Ends the name node. */
  public void stopNameNode() throws IOException, InterruptedException {
    obey("stop");
  }

  /** Starts it again at the same address, from what it has on disk. */
  public void startNameNode() throws IOException, InterruptedException {
    obey("start");
  }

  private void obey(String line) throws IOException, InterruptedException {
    cluster.say(line);
    long end = System.nanoTime() + START.toNanos();
    while (cluster.count("DONE") == done) {
      assertThat(cluster.alive() && System.nanoTime() < end).as(cluster.said()).isTrue();
      Thread.sleep(50);
    }
    done++;
  }

  /** What it has printed. */
  public String said() {
    return cluster.said();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
