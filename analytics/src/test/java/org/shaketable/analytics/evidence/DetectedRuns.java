package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.detection.Alarm;
import org.shaketable.analytics.detection.Catalogue;
import org.shaketable.analytics.detection.Detector;
import org.shaketable.analytics.detection.Observed;
import org.shaketable.analytics.detection.RunAlarms;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.analytics.packing.RunFacts;
import org.shaketable.analytics.precedence.PairSums;
import org.shaketable.analytics.precedence.Precedence;
import org.shaketable.analytics.precedence.Question;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.stats.detection.Concordance;
import org.shaketable.analytics.table.AlarmRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.DetectorRow;
import org.shaketable.analytics.table.RunStatus;

/** Made-up runs that a detector of the name of the meta-state's T2 has seen. */
final class DetectedRuns {
  static final AnalyticsSettings SETTINGS = new AnalyticsSettings(1, 500, 0.95);
  static final ConfigurationKey KEY = new ConfigurationKey("s", "toy", "");

  private static final Condition CONDITION =
      new Condition(KEY, "DATA", "input-noise", 1, "pulse", "none");

  /** A detector that no test asks for scores. */
  private record Named(String name) implements Detector {
    private static final long serialVersionUID = 1;

    @Override
    public double[] scores(Observed run) {
      throw new UnsupportedOperationException();
    }
  }

  private final List<WatchedRun> runs = new ArrayList<>();
  private final List<RunAlarms> alarms = new ArrayList<>();
  private final Map<WorkloadKey, Precedence.Found> found = new HashMap<>();

  /** Adds clean runs that no threshold has seen, the first of them with a false alarm. */
  DetectedRuns heldOut(int count, int falseAlarms) {
    List<String> ids =
        Stream.iterate(0, i -> i + 1)
            .map(i -> "clean-" + i)
            .filter(id -> !CleanSplit.calibration(id))
            .limit(count)
            .toList();
    for (int i = 0; i < count; i++) {
      var facts = MadeRuns.clean(KEY, ids.get(i), i, RunStatus.COMPLETED, 1);
      add(facts, null, i < falseAlarms ? (Long) 100L : null);
    }
    return this;
  }

  /** Adds placebos, each with that alarm. */
  DetectedRuns placebos(int count, Long alarm) {
    IntStream.range(0, count)
        .mapToObj(i -> MadeRuns.placebo(KEY, "pulse", "placebo" + alarm + "-" + i, i))
        .forEach(facts -> add(facts, null, alarm));
    return this;
  }

  /** Adds perturbed runs that collapsed at step 260, each with that alarm. */
  DetectedRuns collapsed(int count, Long alarm) {
    return perturbed("collapsed" + alarm, count, 260L, alarm);
  }

  /** Adds perturbed runs that did not collapse. */
  DetectedRuns survivors(int count, Long alarm) {
    return perturbed("survivor" + alarm, count, null, alarm);
  }

  private DetectedRuns perturbed(String name, int count, Long collapse, Long alarm) {
    IntStream.range(0, count)
        .mapToObj(
            i ->
                MadeRuns.perturbed(
                    CONDITION, name + "-" + i, "clean-" + i, i, RunStatus.COMPLETED, 400))
        .forEach(facts -> add(facts, collapse, alarm));
    return this;
  }

  /**
   * Adds 400 pairs of 40 seeds.
   *
   * @param alone the share of them that the detector orders rightly, about
   * @param visible the share that what is visible does
   * @param with the share that both do
   */
  DetectedRuns ordered(double alone, double visible, double with) {
    PairSums all =
        new PairSums(
            new Concordance[] {pairs(alone)},
            pairs(visible),
            new Concordance[] {pairs(with)},
            20,
            20);
    found.put(
        WorkloadKey.of(KEY),
        new Precedence.Found(new Question(List.of(Catalogue.META_STATE), 4), all, Map.of(0, all)));
    return this;
  }

  private static Concordance pairs(double right) {
    Concordance pairs = new Concordance(40);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 20; j++) {
        pairs.add(i, 20 + j, random.nextDouble() < right ? 1 : 0);
      }
    }
    return pairs;
  }

  private void add(RunFacts facts, Long collapse, Long alarm) {
    RunAlarms seen =
        RunAlarms.of(
            facts,
            collapse,
            List.of(new Alarm(alarm == null ? null : (Long) (alarm - 20), alarm, 1.5, 0.75)));
    alarms.add(seen);
    runs.add(new WatchedRun(MadeRuns.fallen(facts, collapse), seen.first()));
  }

  /** The row of the first run. */
  AlarmRow alarm() {
    return Alarms.rows(alarms.get(0), List.of(Catalogue.META_STATE)).toList().get(0);
  }

  Map<WorkloadKey, Precedence.Found> precedence() {
    return found;
  }

  /** The row of the detector, with threshold 1 or none. */
  DetectorRow detector(Double threshold) {
    Map<Detector, Double> thresholds = new HashMap<>();
    thresholds.put(new Named(Catalogue.META_STATE), threshold);
    return Detectors.of(
            runs,
            Map.of(ControlKey.plain(KEY), new Thresholds(12, thresholds)),
            found,
            new ClaimRule(ClaimRule.Side.ABOVE, 0),
            SETTINGS.level())
        .get(0);
  }
}
