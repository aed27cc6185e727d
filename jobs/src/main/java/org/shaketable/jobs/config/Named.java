package org.shaketable.jobs.config;

import java.util.List;
import org.shaketable.training.workload.Workload;

/** Workloads of a file by their names. */
final class Named {
  private Named() {}

  /** The workload that a node names; refused where there is none of that name. */
  static Workload workload(Node node, List<Workload> workloads) {
    String name = Scalars.text(node, "the name of a workload");
    return workloads.stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                node.place()
                    .mistake(
                        "expected a workload of this file, found '%s'; %s"
                            .formatted(
                                name,
                                Words.hint(
                                    name, workloads.stream().map(Workload::name).toList()))));
  }
}
