package org.shaketable.analytics.detection;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.table.WorkloadRow;

/** The detectors of a configuration: those that have what they need, in a fixed order. */
public final class Catalogue {
  /** The detector that the claim of precedence is about. */
  public static final String META_STATE = new HotellingDistance().name();

  private static final String GRADIENT = "gradient_norm";
  private static final String LOG_GRADIENT = "log_gradient_norm";

  private Catalogue() {}

  /**
   * The detectors of a workload whose clean runs a reference describes.
   *
   * @param learned the scores that were learned on it
   */
  public static List<Detector> of(
      WorkloadRow workload, Yardstick reference, List<LearnedModels> learned) {
    List<Detector> detectors = new ArrayList<>();
    if (reference.monitor() != null) {
      detectors.add(new HotellingDistance());
      detectors.add(new PredictionError());
      detectors.add(new CombinedDistance());
    }
    learned.stream().map(LearnedScore::new).forEach(detectors::add);
    reference.standardisation().features().stream()
        .map(FeatureDistance::new)
        .forEach(detectors::add);
    List<String> features = TrajectoryColumns.features(workload);
    if (features.contains(LOG_GRADIENT)) {
      detectors.add(new GradientSpike(LOG_GRADIENT, GradientSpike.Scale.LOGARITHM));
    } else if (features.contains(GRADIENT)) {
      detectors.add(new GradientSpike(GRADIENT, GradientSpike.Scale.NORM));
    }
    if (features.contains(EntropyFloor.FEATURE)) {
      detectors.add(new EntropyFloor());
    }
    if (features.contains(FallingRecovery.FEATURE)) {
      detectors.add(new FallingRecovery());
    }
    detectors.add(new LossCumulativeSum());
    detectors.add(new OlmoSpike());
    detectors.add(new ComposerSpike());
    for (EarlyWarning.Signal signal : EarlyWarning.Signal.values()) {
      detectors.add(new EarlyWarning(signal));
    }
    detectors.add(new PerformanceDrop());
    detectors.add(new RandomAlarm());
    detectors.add(new RandomWalk());
    return detectors;
  }
}
