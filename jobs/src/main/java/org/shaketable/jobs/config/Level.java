package org.shaketable.jobs.config;

import java.util.List;
import org.shaketable.training.workload.Stochasticity;

/**
 * One entry below {@code stochasticity}.
 *
 * @param workloads the names of those that have the knob and take the level
 */
public record Level(Stochasticity stochasticity, List<String> workloads) {
  public Level {
    workloads = List.copyOf(workloads);
  }
}
