package org.shaketable.analytics.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shaketable.analytics.table.Exposures;

/** Families of disturbances, and which of them have something in common. */
public final class Families {
  private Families() {}

  /** The families that a name stands for: one, or those of a composition. */
  static Set<String> members(String family) {
    return Arrays.stream(family.split("\\" + Exposures.PLUS))
        .map(part -> part.replaceFirst("=.*", ""))
        .collect(Collectors.toSet());
  }

  /** Whether it is one family and no composition. */
  public static boolean single(String family) {
    return !family.contains(Exposures.PLUS);
  }

  /** Whether two names have a family in common. */
  static boolean overlap(String one, String other) {
    return !Collections.disjoint(members(one), members(other));
  }

  /**
   * The families in groups of about the same size that have no family in common: those that some
   * composition joins stay together.
   *
   * @param most how many groups there may be
   * @return the number of the group of each family
   */
  static Map<String, Integer> groups(Collection<String> families, int most) {
    List<Set<String>> joined = new ArrayList<>();
    for (String family : new TreeSet<>(families)) {
      Set<String> own = new TreeSet<>(Set.of(family));
      for (Set<String> other : List.copyOf(joined)) {
        if (other.stream().anyMatch(name -> overlap(name, family))) {
          own.addAll(other);
          joined.remove(other);
        }
      }
      joined.add(own);
    }
    Map<String, Integer> groups = new TreeMap<>();
    int next = 0;
    for (Set<String> together : ordered(joined)) {
      int group = next++ % most;
      together.forEach(family -> groups.put(family, group));
    }
    return groups;
  }

  private static Collection<Set<String>> ordered(List<Set<String>> sets) {
    Map<String, Set<String>> byFirst = new TreeMap<>();
    sets.forEach(set -> byFirst.put(set.iterator().next(), set));
    return byFirst.values();
  }
}
