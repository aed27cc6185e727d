package org.shaketable.analytics.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.shaketable.analytics.detection.FeatureWindows;
import org.shaketable.analytics.detection.LearnedModel;
import org.shaketable.analytics.detection.LearnedModels;
import org.shaketable.analytics.detection.LinearModel;
import org.shaketable.analytics.stats.detection.StackedScore;

/**
 * Linear scores of a workload from what its families teach: ridge regression of who collapses on
 * the windows, within conditions and landmarks ({@link StackedScore}). Sums by family and by part
 * of the seeds are all that a model without some of them needs.
 */
final class LinearFit {
  /** The name of the detector. */
  static final String NAME = "learned_linear";

  private final List<String> features;
  private final Map<String, Lessons> byFamily;

  /**
   * Fits of one workload.
   *
   * @param features the workload's, in the order of the windows
   */
  LinearFit(List<String> features, Map<String, Lessons> byFamily) {
    this.features = features;
    this.byFamily = new TreeMap<>(byFamily);
  }

  List<String> features() {
    return features;
  }

  /** The families that there are runs of. */
  List<String> families() {
    return List.copyOf(byFamily.keySet());
  }

  /** What some families teach together. */
  Lessons lessons(Predicate<String> wanted) {
    return byFamily.entrySet().stream()
        .filter(family -> wanted.test(family.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Lessons::plus)
        .orElse(Lessons.none(FeatureWindows.width(features.size())));
  }

  /** The detector's models: for each family those of all families that share nothing with it. */
  LearnedModels models() {
    return new LearnedModels(NAME, features, Lessons.PARTS, others(features));
  }

  /** The same of some features alone, by family and part. */
  Map<String, List<LearnedModel>> others(List<String> used) {
    Map<String, List<LearnedModel>> models = new TreeMap<>();
    byFamily
        .keySet()
        .forEach(
            family ->
                models.put(
                    family, byPart(lessons(other -> !Families.overlap(family, other)), used)));
    return models;
  }

  /** For each part of the seeds the model that has not seen it; null where runs are too few. */
  List<LearnedModel> byPart(Lessons lessons, List<String> used) {
    List<LearnedModel> models = new ArrayList<>();
    for (int part = 0; part < Lessons.PARTS; part++) {
      models.add(lessons.enoughWithout(part) ? model(lessons.without(part), used) : null);
    }
    return models;
  }

  private LinearModel model(StackedScore sums, List<String> used) {
    int[] columns = columns(used);
    double[] weights = new double[FeatureWindows.width(features.size())];
    double[] fitted = columns.length == 0 ? new double[0] : sums.weights(columns);
    for (int i = 0; i < columns.length; i++) {
      weights[columns[i]] = fitted[i];
    }
    return new LinearModel(weights);
  }

  private int[] columns(List<String> used) {
    return used.stream()
        .mapToInt(features::indexOf)
        .flatMap(
            feature ->
                IntStream.range(FeatureWindows.width(feature), FeatureWindows.width(feature + 1)))
        .toArray();
  }

  /** The same model for windows of another workload's features. */
  static LearnedModel moved(LearnedModel model, List<String> from, List<String> to) {
    if (!(model instanceof LinearModel linear)) {
      return null;
    }
    double[] weights = new double[FeatureWindows.width(to.size())];
    for (int feature = 0; feature < to.size(); feature++) {
      int source = from.indexOf(to.get(feature));
      if (source >= 0) {
        System.arraycopy(
            linear.weights(),
            FeatureWindows.width(source),
            weights,
            FeatureWindows.width(feature),
            FeatureWindows.EACH);
      }
    }
    return new LinearModel(weights);
  }
}
