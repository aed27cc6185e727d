package org.shaketable.analytics.detection;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The models of one learned score of one workload: for each family and each part of the seeds one
 * that has seen no run of that family and none of those seeds.
 *
 * @param name the score's
 * @param features the features of the workload, in the order of the windows
 * @param parts how many parts the seeds fall into
 * @param without by family, then by part; null where too few runs were left to learn from
 */
public record LearnedModels(
    String name, List<String> features, int parts, Map<String, List<LearnedModel>> without)
    implements Serializable {

  public LearnedModels {
    features = List.copyOf(features);
    without = new TreeMap<>(without);
  }

  /** The part that a seed belongs to. */
  public static int part(int replicate, int parts) {
    return Math.floorMod(replicate, parts);
  }

  /** Whether there is a model of any family. */
  public boolean any() {
    return without.values().stream().flatMap(List::stream).anyMatch(Objects::nonNull);
  }

  /**
   * The models that may judge a run: the one that knows neither its family nor its seeds; of a run
   * that nothing disturbs, those of every family that do not know its seeds.
   */
  List<LearnedModel> of(Subject run) {
    int part = part(run.replicate(), parts);
    return (run.family() == null
            ? without.values().stream()
            : Stream.ofNullable(without.get(run.family())))
        .map(models -> models.get(part))
        .filter(Objects::nonNull)
        .toList();
  }
}
