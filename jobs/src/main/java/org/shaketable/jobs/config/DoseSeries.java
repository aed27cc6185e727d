package org.shaketable.jobs.config;

import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Family;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.schedule.Schedule;

/**
 * One entry below {@code perturbations}: a family at several magnitudes on one schedule.
 *
 * @param workloads the names of those that it applies to
 */
public record DoseSeries(
    Family family, List<Perturbation> perturbations, Schedule schedule, List<String> workloads) {
  public DoseSeries {
    perturbations = List.copyOf(perturbations);
    workloads = List.copyOf(workloads);
  }

  /** One exposure for each magnitude. */
  public List<Exposure> exposures() {
    return perturbations.stream()
        .map(perturbation -> new Exposure(perturbation, schedule))
        .toList();
  }
}
