package org.shaketable.jobs.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.shaketable.jobs.imports.mapping.Mapping;

/**
 * The runs of a mapping, each read once and kept on the executors, with the plan of what they are.
 *
 * @param files how many were found
 */
record Logs(JavaRDD<RunReading> readings, List<RunSummary> summaries, ImportPlan plan, int files)
    implements AutoCloseable {
  /** Small files are many; to begin a task costs as much as to read a few. */
  private static final int MOST_TASKS = 1_000;

  /**
   * Reads the logs of a mapping.
   *
   * @param replicates numbers that runs have kept from an import before, by their ids
   */
  static Logs read(
      SparkSession spark, Mapping mapping, String from, Map<String, Integer> replicates) {
    var hadoop = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    List<FoundFile> files = FileSearch.find(mapping.files(), from, hadoop.value());
    int tasks =
        Math.min(files.size(), Math.min(MOST_TASKS, 8 * spark.sparkContext().defaultParallelism()));
    JavaRDD<RunReading> readings =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, tasks)
            .flatMap(new FileReading(mapping, hadoop))
            .keyBy(RunReading::name)
            .groupByKey(tasks)
            .values()
            .map(Logs::joined)
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<RunSummary> summaries =
        readings.map(run -> RunSummary.of(run, mapping)).collect().stream()
            .sorted(Comparator.comparing(RunSummary::name))
            .toList();
    return new Logs(
        readings, summaries, ImportPlan.of(mapping, summaries, replicates), files.size());
  }

  /** The files of one run, those made later behind. */
  private static RunReading joined(Iterable<RunReading> parts) {
    List<RunReading> sorted = new ArrayList<>();
    parts.forEach(sorted::add);
    sorted.sort(Comparator.comparing(RunReading::firstFile, NameOrder.BY_NUMBERS));
    return sorted.stream().reduce(RunReading::then).orElseThrow();
  }

  @Override
  public void close() {
    readings.unpersist();
  }
}
