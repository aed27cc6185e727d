package org.shaketable.analytics.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.baseline.CleanSplit;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.detection.Detector;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.DetectorRow;
import org.shaketable.analytics.table.Status;

/** Made-up runs that the detector of the meta-state's T2, with threshold 1, has seen. */
final class DetectedRuns {
  static final AnalyticsSettings SETTINGS = new AnalyticsSettings(1, 500, 0.95);
  static final ConfigurationKey KEY = new ConfigurationKey("s", "toy", "");

  private static final Condition CONDITION =
      new Condition(KEY, "DATA", "input-noise", 1, "pulse", "none");

  private final List<JudgedRun> runs = new ArrayList<>();

  /** Adds clean runs that no threshold has seen, the first of them with a false alarm. */
  DetectedRuns heldOut(int count, int falseAlarms) {
    List<String> ids =
        Stream.iterate(0, i -> i + 1)
            .map(i -> "clean-" + i)
            .filter(id -> !CleanSplit.calibration(id))
            .limit(count)
            .toList();
    for (int i = 0; i < count; i++) {
      boolean rings = i < falseAlarms;
      // Scores spread evenly, those of false alarms above the threshold.
      double score = rings ? 1 + (i + 1.0) / count : (double) i / count;
      var facts = MadeRuns.clean(KEY, ids.get(i), i, Status.COMPLETED, 1);
      runs.add(MadeRuns.seen(facts, null, rings ? (Long) 100L : null, score));
    }
    return this;
  }

  /** Adds perturbed runs that collapsed at step 260, each with that alarm and score. */
  DetectedRuns collapsed(int count, Long alarm, double score) {
    add("collapsed" + alarm, count, 260L, alarm, score);
    return this;
  }

  /** Adds perturbed runs that did not collapse. */
  DetectedRuns survivors(int count, Long alarm, double score) {
    add("survivor" + alarm, count, null, alarm, score);
    return this;
  }

  private void add(String name, int count, Long collapse, Long alarm, double score) {
    IntStream.range(0, count)
        .mapToObj(
            i ->
                MadeRuns.perturbed(
                    CONDITION, name + "-" + i, "clean-" + i, i, Status.COMPLETED, 400))
        .map(facts -> MadeRuns.seen(facts, collapse, alarm, score))
        .forEach(runs::add);
  }

  List<JudgedRun> runs() {
    return runs;
  }

  List<DetectorRow> detectors() {
    return Detectors.of(runs, Map.of(KEY, Map.of(Detector.META_STATE_T2, 1.0)), SETTINGS);
  }

  /** The row of the detector itself; that of shuffled labels stands behind it. */
  DetectorRow detector() {
    return detectors().get(0);
  }
}
