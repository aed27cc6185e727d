package org.shaketable.training.cohort;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Families;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.Surface;
import org.shaketable.refusal.Refusal;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Workload;

/** Exposures by the names of their families. */
public final class Disturbed {
  private Disturbed() {}

  /** Names of the families that touch a learner. */
  public static Set<String> families(Set<Surface> surfaces) {
    return Families.all().stream()
        .map(Families.Entry::family)
        .filter(family -> family.appliesTo(surfaces))
        .map(family -> family.name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public static Exposure by(String family, double magnitude, Schedule schedule) {
    Class<? extends Record> type =
        Families.all().stream()
            .filter(entry -> entry.family().name().equals(family))
            .findFirst()
            .orElseThrow()
            .type()
            .asSubclass(Record.class);
    Record perturbation = Settings.of(type, Map.of("magnitude", magnitude));
    return new Exposure((Perturbation) perturbation, schedule);
  }

  /** A small, a middling and a large magnitude of a family. */
  public static List<Double> magnitudes(String family) {
    double largest =
        Families.all().stream()
            .filter(entry -> entry.family().name().equals(family))
            .mapToDouble(entry -> entry.family().largest())
            .findFirst()
            .orElseThrow();
    return largest <= 1 ? List.of(0.05, 0.5, 1.0) : List.of(0.3, 1.5, Math.min(largest, 5.0));
  }

  /** A family at its middling magnitude. */
  public static Exposure by(String family, Schedule schedule) {
    return by(family, magnitudes(family).get(1), schedule);
  }

  /**
   * A family on each of these schedules, as far as a workload can: on the first at each of its
   * magnitudes, on the others at one, in turn. What a schedule does (when there is a dose, and its
   * share of the magnitude) does not depend on the magnitude.
   */
  public static List<Exposure> everyWay(
      Workload workload, String family, List<Schedule> schedules) {
    List<Double> magnitudes = magnitudes(family);
    Stream<Exposure> first = magnitudes.stream().map(m -> by(family, m, schedules.get(0)));
    Stream<Exposure> others =
        IntStream.range(1, schedules.size())
            .mapToObj(i -> by(family, magnitudes.get(i % magnitudes.size()), schedules.get(i)));
    return Stream.concat(first, others).filter(exposure -> acceptable(workload, exposure)).toList();
  }

  private static boolean acceptable(Workload workload, Exposure exposure) {
    try {
      workload.check(exposure);
      return true;
    } catch (Refusal refused) {
      return false;
    }
  }
}
