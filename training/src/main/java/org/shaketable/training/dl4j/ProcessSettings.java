package org.shaketable.training.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a process must be started with for DL4J to be fast, and its results to be the same. */
public final class ProcessSettings {
  private static final String PHYSICAL = "org.bytedeco.javacpp.maxphysicalbytes";
  private static final String UNCOLLECTED = "org.bytedeco.javacpp.nopointergc";
  private static final String THREADS = "OMP_NUM_THREADS";

  private ProcessSettings() {}

  /**
   * One line on what is otherwise; empty where all is as it should be.
   *
   * @param property a system property of the process by its name, null where it has none
   * @param variable a variable of its environment, likewise
   */
  public static Optional<String> warning(
      UnaryOperator<String> property, UnaryOperator<String> variable) {
    List<String> wrong = new ArrayList<>();
    if (!"0".equals(property.apply(PHYSICAL))) {
      wrong.add(
          "expected -D%s=0, found %s: each allocation reads /proc, most of the time of a small network"
              .formatted(PHYSICAL, orNothing(property.apply(PHYSICAL))));
    }
    if (Boolean.parseBoolean(property.apply(UNCOLLECTED))) {
      wrong.add(
          "expected no -D%s, found it: what DL4J's own fit allocates is never freed"
              .formatted(UNCOLLECTED));
    }
    if (!"1".equals(variable.apply(THREADS))) {
      wrong.add(
          "expected %s=1 in the environment, found %s: one task is to have one thread, and last bits may depend on how many there are"
              .formatted(THREADS, orNothing(variable.apply(THREADS))));
    }
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Warning: DL4J is not started as it should be (%s); start with jobs/bin/shaketable, or with the properties of conf/*.conf."
                .formatted(String.join("; ", wrong)));
  }

  private static String orNothing(String value) {
    return value == null ? "nothing" : value;
  }
}
