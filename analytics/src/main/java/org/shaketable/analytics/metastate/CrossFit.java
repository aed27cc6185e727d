package org.shaketable.analytics.metastate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.analytics.baseline.CleanScales;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.Monitor;

/**
 * References for calibration runs, each fitted without the runs that it is for.
 *
 * <p>A run that took part in a fit lies nearer to it than a new one does: thresholds from such runs
 * are too low, and with 8 to 40 of them every tenth to sixth new clean run rings. Each tenth of the
 * runs (each run, of ten or fewer) is therefore compared with what the others say. The others are
 * fewer than the whole, so that scores are rather too large than too small, and false alarms rather
 * too rare.
 */
public final class CrossFit {
  private static final int FOLDS = 10;

  private CrossFit() {}

  /** The part that a run belongs to, by its place in the order of run_ids. */
  static int fold(int run) {
    return run % FOLDS;
  }

  /**
   * The reference of each calibration run.
   *
   * @param runs calibration runs of one configuration, in the order of their ids
   * @param whole the reference that all of them make
   */
  public static List<Yardstick> of(
      List<Trajectory> runs, TrajectoryColumns columns, Yardstick whole) {
    Yardstick[] folds = new Yardstick[Math.min(FOLDS, runs.size())];
    Arrays.setAll(
        folds,
        fold ->
            without(
                IntStream.range(0, runs.size())
                    .filter(run -> fold(run) != fold)
                    .mapToObj(runs::get)
                    .toList(),
                columns,
                whole));
    return IntStream.range(0, runs.size()).mapToObj(run -> folds[fold(run)]).toList();
  }

  private static Yardstick without(
      List<Trajectory> others, TrajectoryColumns columns, Yardstick whole) {
    int kept = whole.monitor() == null ? 0 : whole.monitor().kept();
    return of(others, columns, whole.standardisation().features(), kept);
  }

  /**
   * The reference of a few runs in memory.
   *
   * @param features those that may be used
   * @param kept components of the model; 0 for none
   */
  public static Yardstick of(
      List<Trajectory> runs, TrajectoryColumns columns, List<String> features, int kept) {
    CleanScales scales = CleanScales.of(runs, columns);
    Standardisation scale = Standardisation.of(scales, columns, features);
    return new Yardstick(scales, scale, kept == 0 ? null : monitor(runs, scale, kept));
  }

  private static Monitor monitor(List<Trajectory> runs, Standardisation scale, int kept) {
    Comoments moments = new Comoments(scale.width());
    for (Trajectory run : runs) {
      Arrays.stream(scale.complete(run)).forEach(moments::add);
    }
    if (moments.rows() <= scale.width() || scale.width() < 2) {
      return null;
    }
    return Monitor.of(moments, kept);
  }
}
