package org.shaketable.jobs.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.shaketable.perturbation.Exposure;

/**
 * One composition below {@code perturbations}: several families at work in one run, each magnitude
 * of the one with each of the others.
 *
 * @param parts the exposures in the order written; the first one's magnitude is that of the
 *     condition
 */
public record Joint(List<DoseSeries> parts, List<String> workloads) {
  public Joint {
    parts = List.copyOf(parts);
    workloads = List.copyOf(workloads);
  }

  /** Every combination of one exposure of each part. */
  List<List<Exposure>> combinations() {
    List<List<Exposure>> combinations = List.of(List.of());
    for (DoseSeries part : parts) {
      List<List<Exposure>> longer = new ArrayList<>();
      for (List<Exposure> before : combinations) {
        for (Exposure exposure : part.exposures()) {
          List<Exposure> one = new ArrayList<>(before);
          one.add(exposure);
          longer.add(one);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /**
   * The conditions: each part alone at each magnitude, so that the interaction can be measured,
   * then all combinations.
   */
  Stream<List<Exposure>> conditions() {
    LinkedHashSet<List<Exposure>> conditions = new LinkedHashSet<>();
    parts.forEach(part -> part.exposures().forEach(one -> conditions.add(List.of(one))));
    conditions.addAll(combinations());
    return conditions.stream();
  }
}
