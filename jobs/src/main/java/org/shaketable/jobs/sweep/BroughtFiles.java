package org.shaketable.jobs.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.training.files.DataFile;
import org.shaketable.training.files.HandedFiles;
import org.shaketable.training.workload.Workload;

/**
 * The data and model files of workloads that the driver's machine has, broadcast by Spark: each JVM
 * that trains gets each once, and need not see the driver's disk. What lies in a file system that
 * all see is not among them, nor is anything where all tasks are in the driver's own JVM.
 */
public final class BroughtFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, Broadcast<ArrayList<DataFile>>> byPath = new TreeMap<>();

  private BroughtFiles() {}

  /** To be called on the driver. */
  public static BroughtFiles of(JavaSparkContext context, List<Workload> workloads) {
    BroughtFiles files = new BroughtFiles();
    if (!context.isLocal()) {
      workloads.stream()
          .flatMap(each -> Stream.of(each.task().paths(), each.learner().paths()))
          .flatMap(List::stream)
          .distinct()
          .forEach(path -> files.add(context, path));
    }
    return files;
  }

  private void add(JavaSparkContext context, String path) {
    HandedFiles.toHand(path)
        .ifPresent(files -> byPath.put(path, context.broadcast(new ArrayList<>(files))));
  }

  /**
   * Makes them known in this JVM; to be called by a task before it reads a specification. What the
   * driver trains itself reads its own disk.
   */
  public void hand() {
    if (TaskContext.get() != null) {
      byPath.forEach((path, files) -> HandedFiles.hand(path, files::value));
    }
  }
}
