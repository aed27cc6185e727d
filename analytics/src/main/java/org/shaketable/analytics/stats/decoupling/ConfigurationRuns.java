package org.shaketable.analytics.stats.decoupling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.shaketable.analytics.stats.bootstrap.Jackknife;
import org.shaketable.analytics.stats.descriptive.Moments;
import org.shaketable.analytics.stats.dose.DoseCount;
import org.shaketable.analytics.stats.dose.DoseSurvival;

/**
 * A configuration with what its clean runs reach and what its battery leaves standing.
 *
 * <pre>
 * performance = mean final performance of its clean runs
 * survival    = mean over dimensions of the mean over curves of dose survival
 *               / share of undisturbed runs that are not lost
 * </pre>
 *
 * <p>Dose survival is taken over the magnitudes tried, which are the same for all configurations;
 * of a curve of one magnitude it is the share not lost. What training loses undisturbed is divided
 * out, as natural mortality is in a bioassay (Abbott 1925, doi:10.1093/jee/18.2.265a): 1 says that
 * the battery takes nothing, 0 that it takes all; above 1 more is left than undisturbed. Larger is
 * more stable.
 *
 * <ul>
 *   <li>no run of a battery, or none of the seeds asked for: survival NaN
 *   <li>half a run is added to the undisturbed that are not lost, and to all: none lost divides by
 *       1, all lost by more than 0
 *   <li>no undisturbed run of the seeds asked for: divided by 1
 *   <li>no clean run: performance NaN
 * </ul>
 */
public final class ConfigurationRuns {
  private static final double HALF = 0.5;

  private final String name;
  private final double[] finals;
  private final int[] seeds;
  private final List<UndisturbedRun> undisturbed;

  /** The runs of the battery, by dimension and curve. */
  private final Map<String, Map<String, List<BatteryRun>>> battery = new TreeMap<>();

  /**
   * A configuration.
   *
   * @param finals final performance of clean runs whose seeds the battery does not use, higher
   *     being better
   * @param undisturbed clean runs and placebos of the battery's seeds
   */
  public ConfigurationRuns(
      String name,
      double[] finals,
      Collection<BatteryRun> battery,
      Collection<UndisturbedRun> undisturbed) {
    this.name = name;
    this.finals = finals.clone();
    this.undisturbed = List.copyOf(undisturbed);
    TreeSet<Integer> used = new TreeSet<>();
    for (BatteryRun run : battery) {
      used.add(run.seed());
      this.battery
          .computeIfAbsent(run.dimension(), key -> new TreeMap<>())
          .computeIfAbsent(run.curve(), key -> new ArrayList<>())
          .add(run);
    }
    this.seeds = used.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Clean runs. */
  public int cleanRuns() {
    return finals.length;
  }

  /** Seeds of the battery, ascending. */
  public int[] seeds() {
    return seeds.clone();
  }

  /** Mean final performance of the clean runs at some places. */
  double performance(IntPredicate places) {
    return Moments.of(
            IntStream.range(0, finals.length).filter(places).mapToDouble(i -> finals[i]).toArray())
        .average();
  }

  /** Mean final performance of all clean runs. */
  public double performance() {
    return performance(place -> true);
  }

  /** Squared standard error of {@link #performance()}. */
  public double performanceVariance() {
    return Moments.of(finals).m2() / (finals.length - 1.0) / finals.length;
  }

  /** Survival by the runs of some seeds. */
  double survival(IntPredicate ofSeeds) {
    double survived =
        battery.values().stream()
            .mapToDouble(
                curves ->
                    curves.values().stream()
                        .mapToDouble(runs -> survival(runs, ofSeeds))
                        .average()
                        .orElse(Double.NaN))
            .average()
            .orElse(Double.NaN);
    return survived / standing(ofSeeds);
  }

  /** Share of the undisturbed runs of some seeds that are not lost. */
  private double standing(IntPredicate ofSeeds) {
    long[] counts = new long[2];
    undisturbed.stream()
        .filter(run -> ofSeeds.test(run.seed()))
        .forEach(run -> counts[run.lost() ? 1 : 0]++);
    return (counts[0] + HALF) / (counts[0] + counts[1] + HALF);
  }

  /** Undisturbed runs of the battery's seeds. */
  public int undisturbedRuns() {
    return undisturbed.size();
  }

  /** Those of them that are lost. */
  public int undisturbedLost() {
    return (int) undisturbed.stream().filter(UndisturbedRun::lost).count();
  }

  /** Survival by all runs. */
  public double survival() {
    return survival(seed -> true);
  }

  /** Squared standard error of {@link #survival()}: seeds left out one at a time. */
  public double survivalVariance() {
    double[] without = new double[seeds.length];
    for (int i = 0; i < seeds.length; i++) {
      int left = seeds[i];
      without[i] = survival(seed -> seed != left);
    }
    return Jackknife.variance(without);
  }

  private static double survival(List<BatteryRun> runs, IntPredicate ofSeeds) {
    List<DoseCount> doses =
        runs.stream()
            .filter(run -> ofSeeds.test(run.seed()))
            .map(run -> new DoseCount(run.magnitude(), 1, run.lost() ? 1 : 0))
            .toList();
    double low = runs.stream().mapToDouble(BatteryRun::magnitude).min().orElseThrow();
    double high = runs.stream().mapToDouble(BatteryRun::magnitude).max().orElseThrow();
    return DoseSurvival.ofTried(doses, low, high);
  }
}
