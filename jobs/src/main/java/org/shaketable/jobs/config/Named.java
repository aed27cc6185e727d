package org.shaketable.jobs.config;

import java.util.List;
import org.shaketable.training.workload.Workload;

/** Workloads of a file by their names. */
final class Named {
  private Named() {}

  /**
   * The configurations of the workload that a node names; refused where there is none of that name.
   */
  static List<Workload> workloads(Node node, List<Workload> workloads) {
    String name = Scalars.text(node, "the name of a workload");
    List<Workload> named =
        workloads.stream().filter(candidate -> candidate.name().equals(name)).toList();
    if (named.isEmpty()) {
      throw node.place()
          .mistake(
              "expected a workload of this file, found '%s'; %s"
                  .formatted(name, Words.hint(name, names(workloads))));
    }
    return named;
  }

  /** The names of workloads, each once. */
  static List<String> names(List<Workload> workloads) {
    return workloads.stream().map(Workload::name).distinct().toList();
  }
}
