package org.shaketable.analytics.condition;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.analytics.table.Source;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * What equal runs of a program differ by, evaluation by evaluation: the floor under what a kick
 * does. It grows as kicks do, so it is no constant.
 *
 * <pre>allowed[t] = 3 x largest distance of equal runs at the last evaluation until step t</pre>
 *
 * <ul>
 *   <li>equal runs with the same bits: 0 throughout
 *   <li>a program that was not trained again, or whose repeats lack the distance: NaN throughout
 * </ul>
 */
public final class ProgramNoise {
  /** Up to so many times the largest difference is taken for the program's own noise. */
  public static final double MARGIN = 3;

  /** Of learners at home: equal runs have the same bits, which is tested. */
  static final ProgramNoise NONE = new ProgramNoise(List.of(), false);

  private final List<RepeatRow> rows;
  private final boolean needed;

  private ProgramNoise(List<RepeatRow> rows, boolean needed) {
    this.rows = List.copyOf(rows);
    this.needed = needed;
  }

  /** The noise of every program among these, known or not. */
  public static Map<ConfigurationKey, ProgramNoise> of(
      Collection<WorkloadRow> workloads, List<RepeatRow> repeats) {
    Map<ConfigurationKey, List<RepeatRow>> byKey =
        repeats.stream()
            .collect(
                Collectors.groupingBy(
                    row -> new ConfigurationKey(row.sweep(), row.workload(), row.configuration())));
    return workloads.stream()
        .filter(workload -> workload.source() == Source.PROGRAM)
        .map(WorkloadRow::key)
        .collect(
            Collectors.toMap(
                key -> key, key -> new ProgramNoise(byKey.getOrDefault(key, List.of()), true)));
  }

  /** What pairs may differ by at these steps and still be equal but for the noise. */
  double[] allowed(ToDoubleFunction<RepeatRow> distance, long[] steps) {
    if (same()) {
      return new double[steps.length];
    }
    NavigableMap<Long, Double> byStep = new TreeMap<>();
    rows.forEach(row -> byStep.put(row.step(), distance.applyAsDouble(row)));
    return Arrays.stream(steps)
        .mapToObj(byStep::floorEntry)
        .mapToDouble(entry -> entry == null ? Double.NaN : MARGIN * entry.getValue())
        .toArray();
  }

  /** The largest distance of equal runs; NaN where it is not known. */
  double largest(ToDoubleFunction<RepeatRow> distance) {
    return same() ? 0 : rows.stream().mapToDouble(distance).reduce(Math::max).orElse(Double.NaN);
  }

  private boolean same() {
    return !needed || !rows.isEmpty() && rows.stream().allMatch(RepeatRow::equal);
  }
}
