package org.shaketable.jobs.sweep;

import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.shaketable.training.program.Host;

/** What a Spark task may use, for the programs that it starts. */
public final class TaskHost {
  private static final String GPU = "gpu";

  private TaskHost() {}

  /** The cores of this thread's task, and the GPUs that Spark gave it, if it gave any. */
  public static Host here() {
    TaskContext task = TaskContext.get();
    if (task == null) {
      return Host.PLAIN;
    }
    return of(task.cpus(), task.resourcesJMap());
  }

  /** Addresses of the GPUs that Spark gave to this thread's task. */
  static List<String> gpus() {
    TaskContext task = TaskContext.get();
    ResourceInformation gpus = task == null ? null : task.resourcesJMap().get(GPU);
    return gpus == null ? List.of() : List.of(gpus.addresses());
  }

  /** What a task with these cores and resources may use. */
  static Host of(int cores, Map<String, ResourceInformation> resources) {
    ResourceInformation gpus = resources.get(GPU);
    return new Host(cores, gpus == null ? null : String.join(",", gpus.addresses()));
  }
}
