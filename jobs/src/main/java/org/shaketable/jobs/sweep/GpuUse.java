package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.shaketable.jobs.Mistake;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.Unavailable;

/**
 * Which GPU a task's runs may be trained on, and what became of it.
 *
 * @param setting {@code assigned}, the one that Spark gave to the task, if it gave one; {@code
 *     none}; or the number of a GPU of the machine that the task is on
 * @param assigns whether Spark gives GPUs to tasks
 * @param said why GPUs could not be used
 * @param runs runs that were trained on one
 */
record GpuUse(
    String setting, boolean assigns, CollectionAccumulator<String> said, LongAccumulator runs)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  static final String SETTING = "spark.shaketable.gpu";
  private static final String ASSIGNED = "assigned";
  private static final String NONE = "none";

  /** One of each for all tasks of this JVM: to load the kernels takes seconds. */
  private static final Map<Integer, Opened> OPENED = new ConcurrentHashMap<>();

  /** A GPU, or why there is none. */
  private record Opened(Gpu gpu, String fault) {
    static Opened of(int number) {
      try {
        return new Opened(Gpu.open(number), null);
      } catch (Unavailable e) {
        return new Opened(null, e.getMessage());
      }
    }
  }

  /** As the session is configured. */
  static GpuUse of(SparkContext context) {
    SparkConf conf = context.getConf();
    String setting = conf.get(SETTING, ASSIGNED).strip();
    if (!List.of(ASSIGNED, NONE).contains(setting) && !setting.matches("\\d{1,4}")) {
      throw new Mistake(
          "Invalid %s: expected %s, %s or the number of a GPU of the machine, found %s"
              .formatted(SETTING, ASSIGNED, NONE, setting));
    }
    return new GpuUse(
        setting,
        conf.contains("spark.task.resource.gpu.amount"),
        context.collectionAccumulator("gpu_faults"),
        context.longAccumulator("gpu_runs"));
  }

  /** Forgets GPUs that were opened, or could not be, so that tests begin anew. */
  static void forget() {
    OPENED.clear();
  }

  /** Whether tasks are to look for one. */
  boolean wanted() {
    return !setting.equals(NONE) && (assigns || !setting.equals(ASSIGNED));
  }

  /** The GPU of this thread's task, if there is one that can be used. */
  Optional<Gpu> open() {
    Optional<Integer> number =
        setting.equals(ASSIGNED)
            ? TaskHost.gpus().stream().findFirst().map(Integer::valueOf)
            : Optional.of(Integer.valueOf(setting));
    Optional<Opened> opened = number.map(n -> OPENED.computeIfAbsent(n, Opened::of));
    opened.map(Opened::fault).ifPresent(said::add);
    return opened.map(Opened::gpu);
  }

  /** Notes why a GPU could not be used to the end. */
  void fault(String message) {
    said.add(message);
  }

  /** What there is to say when all is trained. */
  List<String> lines() {
    List<String> faults =
        said.value().stream()
            .distinct()
            .map(fault -> fault + "; runs were trained on the CPU instead.")
            .toList();
    return runs.value() == 0
        ? faults
        : Stream.concat(
                Stream.of("Trained on GPUs: %,d runs.".formatted(runs.value())), faults.stream())
            .toList();
  }
}
