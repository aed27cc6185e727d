package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.shaketable.training.dl4j.CudaBackend;
import org.shaketable.training.dl4j.ProcessSettings;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Workload;

/** Whether the JVMs that train are started as DL4J wants it, where it is asked for at all. */
public final class Dl4jStart {
  private static final List<String> OPTIONS =
      List.of("spark.executor.defaultJavaOptions", "spark.executor.extraJavaOptions");

  private Dl4jStart() {}

  /** One line of warning, of this JVM where it trains, else of what executors are started with. */
  public static Optional<String> warning(SparkContext context, List<Workload> workloads) {
    if (workloads.stream().noneMatch(workload -> workload.engine() == Engine.DL4J)) {
      return Optional.empty();
    }
    return context.isLocal()
        ? ProcessSettings.warning(System::getProperty, System::getenv).or(CudaBackend::warning)
        : ofExecutors(context.conf());
  }

  static Optional<String> ofExecutors(SparkConf conf) {
    return ProcessSettings.warning(
        name -> option(conf, "-D" + name + "="),
        name -> conf.get("spark.executorEnv." + name, null));
  }

  /** The last one counts, as it does to a JVM. */
  private static String option(SparkConf conf, String start) {
    return OPTIONS.stream()
        .flatMap(key -> Stream.of(conf.get(key, "").split("\\s+")))
        .filter(word -> word.startsWith(start))
        .map(word -> word.substring(start.length()))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
