package org.shaketable.analytics.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.descriptive.Percentiles;
import org.shaketable.analytics.stats.run.DivergenceRate;
import org.shaketable.analytics.stats.run.MedianParting;
import org.shaketable.analytics.stats.run.Parting;
import org.shaketable.analytics.stats.run.Parting.Kind;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.DivergenceRow;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.analytics.table.Role;
import scala.Tuple2;

/**
 * The table {@code divergence}: how fast trainings part by themselves, a property of a
 * configuration, from the arm of runs that were kicked infinitesimally and from no disturbance
 * under study.
 */
public final class Divergences {
  private static final double HALF = 0.5;
  private static final double FIFTH = 0.2;

  /** In what distances are measured. */
  private enum Space {
    PARAMETERS(TrajectoryColumns.PARAMETER_DISTANCE, RepeatRow::parameterDistance),
    PREDICTIONS(TrajectoryColumns.FUNCTION_DISTANCE, RepeatRow::functionDistance);

    private final int column;
    private final ToDoubleFunction<RepeatRow> noise;

    Space(int column, ToDoubleFunction<RepeatRow> noise) {
      this.column = column;
      this.noise = noise;
    }
  }

  /** A pair's distances. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Distances(RunFacts facts, long[] steps, double[][] bySpace)
      implements java.io.Serializable {

    static Distances of(PackedRun run) {
      Trajectory own = run.trajectory();
      return own == null
          ? new Distances(run.facts(), new long[0], new double[Space.values().length][0])
          : new Distances(
              run.facts(),
              own.steps(),
              Arrays.stream(Space.values())
                  .map(space -> own.column(space.column))
                  .toArray(double[][]::new));
    }

    /** The largest in each space; 0 for none. */
    double[] largest() {
      return Arrays.stream(bySpace)
          .mapToDouble(
              distances -> Arrays.stream(distances).filter(Double::isFinite).max().orElse(0))
          .toArray();
    }
  }

  /** A distance at which pairs have parted wholly, and where it is known from. */
  private record Saturation(double level, String from) {}

  private final Map<ControlKey, ControlGroup> groups;
  private final TrajectoryColumns columns;
  private final Map<ControlKey, List<double[]>> placebos;
  private final Map<ConfigurationKey, ProgramNoise> noises;
  private final double level;

  private Divergences(
      Map<ControlKey, ControlGroup> groups,
      TrajectoryColumns columns,
      Map<ControlKey, List<double[]>> placebos,
      Map<ConfigurationKey, ProgramNoise> noises,
      double level) {
    this.groups = groups;
    this.columns = columns;
    this.placebos = placebos;
    this.noises = noises;
    this.level = level;
  }

  /**
   * Two rows per configuration and level that has such runs.
   *
   * @param runs every run of the sweep with its trajectory
   * @param noises of the configurations whose equal runs need not have the same bits
   */
  public static List<DivergenceRow> of(
      JavaRDD<PackedRun> runs,
      Map<ControlKey, ControlGroup> groups,
      TrajectoryColumns columns,
      Map<ConfigurationKey, ProgramNoise> noises,
      double level) {
    Map<ControlKey, List<Distances>> pairs = byControl(runs, Role.INFINITESIMAL, Distances::of);
    if (pairs.isEmpty()) {
      return List.of();
    }
    Divergences found =
        new Divergences(
            groups,
            columns,
            // There may be as many placebos as disturbed runs: the driver gets two numbers of each.
            byControl(runs, Role.PLACEBO, run -> Distances.of(run).largest()),
            noises,
            level);
    List<DivergenceRow> rows = new ArrayList<>();
    pairs.forEach(
        (key, members) -> {
          for (Space space : Space.values()) {
            rows.add(found.row(key, members, space));
          }
        });
    return rows;
  }

  private static <T> Map<ControlKey, List<T>> byControl(
      JavaRDD<PackedRun> runs, Role role, Function<PackedRun, T> of) {
    return runs
        .filter(run -> run.facts().role() == role)
        .mapToPair(run -> new Tuple2<>(run.control(), of.call(run)))
        .collect()
        .stream()
        .collect(
            Collectors.groupingBy(
                Tuple2::_1, TreeMap::new, Collectors.mapping(Tuple2::_2, Collectors.toList())));
  }

  private DivergenceRow row(ControlKey key, List<Distances> pairs, Space space) {
    Saturation saturation = saturation(key, space);
    List<Parting> partings = partings(key, pairs, space, saturation.level);
    MedianParting median = MedianParting.of(partings, level);
    long horizon = pairs.get(0).facts.horizon();
    return new DivergenceRow(
        key,
        space.name().toLowerCase(java.util.Locale.ROOT),
        median.rate(),
        median.atLeast(),
        median.lower(),
        median.upper(),
        level,
        MedianParting.contraction(median.rate(), horizon),
        MedianParting.contraction(median.upper(), horizon),
        MedianParting.contraction(median.lower(), horizon),
        saturation.level,
        saturation.from,
        MedianParting.of(partings(key, pairs, space, saturation.level * FIFTH / HALF), level)
            .rate(),
        partings.size(),
        count(partings, Kind.FITTED),
        count(partings, Kind.AT_LEAST),
        count(partings, Kind.EQUAL),
        count(partings, Kind.UNKNOWN),
        count(partings, Kind.UNDER_NOISE),
        noise(key).largest(space.noise));
  }

  private static int count(List<Parting> partings, Kind kind) {
    return (int) partings.stream().filter(parting -> parting.kind() == kind).count();
  }

  private List<Parting> partings(
      ControlKey key, List<Distances> pairs, Space space, double saturation) {
    return pairs.stream()
        .map(
            pair ->
                Parting.of(
                    pair.steps,
                    pair.bySpace[space.ordinal()],
                    saturation,
                    space == Space.PARAMETERS ? kick(key, pair.facts) : Double.NaN,
                    pair.facts.onset(),
                    noise(key).allowed(space.noise, pair.steps)))
        .toList();
  }

  private ProgramNoise noise(ControlKey key) {
    return noises.getOrDefault(key.configuration(), ProgramNoise.NONE);
  }

  /** The size of a kick by noise on the weights: its share of their norm. */
  private double kick(ControlKey key, RunFacts facts) {
    double share = facts.exposures().isEmpty() ? Double.NaN : facts.exposures().get(0).magnitude();
    ControlGroup group = groups.get(key);
    return group == null ? Double.NaN : share * group.initialNorm(columns);
  }

  /** Half of what placebos part by, who share nothing but their past; or of independent weights. */
  private Saturation saturation(ControlKey key, Space space) {
    double apart =
        HALF
            * Percentiles.median(
                placebos.getOrDefault(key, List.of()).stream()
                    .mapToDouble(placebo -> placebo[space.ordinal()])
                    .filter(largest -> largest > 0)
                    .toArray());
    ControlGroup group = groups.get(key);
    double independent =
        space == Space.PARAMETERS && group != null
            ? group.saturation(columns)
            : DivergenceRate.NO_SATURATION;
    if (apart <= independent) {
      return new Saturation(apart, "placebo");
    }
    return new Saturation(independent, Double.isInfinite(independent) ? "none" : "initial_weights");
  }
}
