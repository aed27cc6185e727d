package org.shaketable.training.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shaketable.perturbation.Exposure;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** Twins of the tests' workloads, each trained once. */
final class Twins {
  private static final Map<Workload, Twin> TRAINED = new ConcurrentHashMap<>();

  private Twins() {}

  static Twin of(Workload workload) {
    return TRAINED.computeIfAbsent(
        workload, each -> Twin.of(new RunSpec(workload, Stochasticity.NONE, List.of(), 3, 0)));
  }

  static RunSpec perturbed(Twin twin, Exposure exposure) {
    return Specs.perturbed(twin.run().spec(), exposure);
  }
}
