package org.shaketable.jobs.sweep;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.shaketable.training.run.Arm;
import org.shaketable.training.run.RunSpec;

/**
 * How many runs a plan has.
 *
 * @param runs all of them
 * @param clean the clean twins among them
 * @param placebos the placebos among them
 * @param infinitesimal those among them that are kicked infinitesimally
 * @param conditions perturbed runs that differ in more than the replicate
 */
public record PlanCounts(
    long runs, long clean, long placebos, long infinitesimal, long conditions) {

  /** The counts of specifications in the order of a plan: replicates of a condition together. */
  public static PlanCounts of(Stream<RunSpec> specs) {
    long runs = 0;
    long clean = 0;
    long placebos = 0;
    long infinitesimal = 0;
    long conditions = 0;
    List<Object> last = List.of();
    for (Iterator<RunSpec> all = specs.iterator(); all.hasNext(); ) {
      RunSpec spec = all.next();
      runs++;
      clean += spec.clean() ? 1 : 0;
      placebos += spec.placebo() == null ? 0 : 1;
      infinitesimal += spec.arm() == Arm.INFINITESIMAL ? 1 : 0;
      List<Object> condition = List.of(spec.workload(), spec.stochasticity(), spec.exposures());
      conditions += spec.perturbed() && !condition.equals(last) ? 1 : 0;
      last = condition;
    }
    return new PlanCounts(runs, clean, placebos, infinitesimal, conditions);
  }
}
