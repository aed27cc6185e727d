package org.shaketable.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Spark cluster of one master and some workers, each a JVM of its own from the jars of the build,
 * and the drivers that were submitted to it.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master");
  private static final Duration START = Duration.ofMinutes(2);

  private final Path directory;
  private final String offers;
  private final Program master;
  private final String url;
  private final List<Program> workers = new ArrayList<>();
  private final List<Program> drivers = new ArrayList<>();

  /** Starts a cluster that works in a directory. */
  StandaloneCluster(Path directory, int workers) throws IOException, InterruptedException {
    this(directory, workers, "");
  }

  /**
   * Starts a cluster whose workers have GPUs.
   *
   * @param discovery a script that prints them as Spark wants to be told
   */
  static StandaloneCluster withGpus(Path directory, int workers, int gpus, Path discovery)
      throws IOException, InterruptedException {
    String resource = "-Dspark.worker.resource.gpu.";
    return new StandaloneCluster(
        directory,
        workers,
        resource + "amount=" + gpus + " " + resource + "discoveryScript=" + discovery);
  }

  private StandaloneCluster(Path directory, int workers, String offers)
      throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    this.offers = offers;
    this.master = start("spark-class", daemon("master.Master", "127.0.0.1", "--port", "0"));
    try {
      this.url = master.await(MASTER, START).orElseThrow(() -> new AssertionError(master.said()));
      for (int i = 0; i < workers; i++) {
        startWorker(i);
      }
    } catch (IOException | InterruptedException | AssertionError e) {
      close();
      throw e;
    }
  }

  private static List<String> daemon(String name, String host, String... more) {
    List<String> words = new ArrayList<>();
    words.add("org.apache.spark.deploy." + name);
    words.addAll(List.of("--host", host, "--webui-port", "0"));
    words.addAll(List.of(more));
    return words;
  }

  /**
   * Starts a worker with one core. Each place has a loopback address of its own: Spark starts no
   * second copy of a slow task on the host of the first.
   */
  void startWorker(int place) throws IOException, InterruptedException {
    String host = "127.0.0." + (place + 1);
    Program worker =
        start(
            "spark-class", daemon("worker.Worker", host, "--cores", "1", "--memory", "1500m", url));
    if (place < workers.size()) {
      workers.set(place, worker);
    } else {
      workers.add(worker);
    }
    if (worker.await(REGISTERED, START).isEmpty()) {
      throw new AssertionError(worker.said());
    }
  }

  /** The master and all workers. */
  List<Program> daemons() {
    List<Program> all = new ArrayList<>(List.of(master));
    all.addAll(workers);
    return all;
  }

  /** The worker in a place. */
  Program worker(int place) {
    return workers.get(place);
  }

  /**
   * The processes of the executors there are now. Each worker has another child, which has ended
   * and which nobody asks for its end: what told spark-class how to start it.
   */
  List<ProcessHandle> executors() {
    return workers.stream()
        .flatMap(worker -> worker.children().stream())
        .filter(child -> child.info().command().isPresent())
        .toList();
  }

  /** Where executors have their logs. */
  Path work() {
    return directory.resolve("work");
  }

  /** Submits the jar with arguments, under more properties than those of conf/cluster.conf. */
  Program submit(List<String> properties, String... arguments) throws IOException {
    return submit(Map.of(), properties, arguments);
  }

  /** Submits it in an environment of its own. */
  Program submit(Map<String, String> environment, List<String> properties, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("--master", url));
    words.addAll(List.of("--properties-file", ROOT.resolve("conf/cluster.conf").toString()));
    // Most of a short driver is its start, for which the first compiler does.
    words.addAll(List.of("--conf", "spark.driver.defaultJavaOptions=-XX:TieredStopAtLevel=1"));
    properties.forEach(property -> words.addAll(List.of("--conf", property)));
    words.add(ROOT.resolve("jobs/target/shaketable.jar").toString());
    words.addAll(List.of(arguments));
    Program driver = start("spark-submit", words, environment);
    drivers.add(driver);
    return driver;
  }

  private Program start(String program, List<String> arguments) throws IOException {
    return start(program, arguments, Map.of());
  }

  private Program start(String program, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(ROOT.resolve("jobs/bin").resolve(program).toString());
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_DAEMON_MEMORY", "256m");
    builder.environment().put("SPARK_WORKER_DIR", work().toString());
    builder.environment().put("SPARK_WORKER_OPTS", offers);
    builder.environment().put("SPARK_LOCAL_DIRS", directory.resolve("local").toString());
    // A worker that gives no sign of life for so long is taken for dead.
    builder.environment().put("SPARK_MASTER_OPTS", "-Dspark.worker.timeout=30");
    builder.environment().putAll(environment);
    return new Program(builder);
  }

  @Override
  public void close() {
    drivers.forEach(Program::close);
    workers.forEach(Program::close);
    master.close();
  }
}
