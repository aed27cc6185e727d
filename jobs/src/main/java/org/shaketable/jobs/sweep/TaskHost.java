package org.shaketable.jobs.sweep;

import org.apache.spark.TaskContext;
import org.shaketable.training.program.Host;

/** What a Spark task may use, for the programs that it starts. */
final class TaskHost {
  private static final String GPU = "gpu";

  private TaskHost() {}

  /** The cores of this thread's task, and the GPUs that Spark gave it, if it gave any. */
  static Host here() {
    TaskContext task = TaskContext.get();
    if (task == null) {
      return Host.PLAIN;
    }
    var gpus = task.resourcesJMap().get(GPU);
    return new Host(task.cpus(), gpus == null ? null : String.join(",", gpus.addresses()));
  }
}
