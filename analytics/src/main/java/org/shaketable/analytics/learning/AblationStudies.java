package org.shaketable.analytics.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shaketable.analytics.detection.Catalogue;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.stats.metastate.Monitor;
import org.shaketable.analytics.table.ControlKey;

/** The scores of a workload with all features, without each, and without each group of them. */
final class AblationStudies {
  private final WorkloadKey workload;
  private final LinearFit fit;
  private final Map<ControlKey, ControlGroup> groups;
  private final List<Study> studies = new ArrayList<>();

  private AblationStudies(
      WorkloadKey workload, LinearFit fit, Map<ControlKey, ControlGroup> groups) {
    this.workload = workload;
    this.fit = fit;
    this.groups = groups;
  }

  /** The studies of a workload; the one with all features comes before those without some. */
  static List<Study> of(WorkloadKey workload, LinearFit fit, Map<ControlKey, ControlGroup> groups) {
    AblationStudies ablation = new AblationStudies(workload, fit, groups);
    ablation.add(null, List.of(), false);
    fit.features().forEach(feature -> ablation.add(feature, List.of(feature), false));
    for (FeatureGroup group : FeatureGroup.values()) {
      List<String> members = group.of(fit.features());
      if (members.size() > 1) {
        ablation.add(group.word(), members, true);
      }
    }
    return ablation.studies;
  }

  private void add(String removed, List<String> without, boolean several) {
    List<String> left =
        fit.features().stream().filter(feature -> !without.contains(feature)).toList();
    if (left.isEmpty()) {
      return;
    }
    if (fit.models().any()) {
      studies.add(
          new Study(
              new Study.Ablated(Study.LINEAR, removed, several),
              left,
              new StudiedScore.Linear(fit.others(left))));
    }
    Map<ControlKey, StudiedScore.Model> models = models(left);
    if (!models.isEmpty() && (removed == null || known(without))) {
      studies.add(
          new Study(
              new Study.Ablated(Catalogue.META_STATE, removed, several),
              left,
              new StudiedScore.Distance(models)));
    }
  }

  private boolean known(List<String> features) {
    return groups()
        .anyMatch(
            group ->
                group.getValue().reference().standardisation().features().stream()
                    .anyMatch(features::contains));
  }

  private Stream<Map.Entry<ControlKey, ControlGroup>> groups() {
    return groups.entrySet().stream()
        .filter(group -> WorkloadKey.of(group.getKey().configuration()).equals(workload))
        .filter(group -> group.getValue().reference().monitor() != null);
  }

  private Map<ControlKey, StudiedScore.Model> models(List<String> left) {
    Map<ControlKey, StudiedScore.Model> models = new HashMap<>();
    groups()
        .forEach(
            group -> {
              List<String> all = group.getValue().reference().standardisation().features();
              List<String> used = all.stream().filter(left::contains).toList();
              if (!used.isEmpty()) {
                models.put(
                    group.getKey(), model(group.getValue().reference().monitor(), all, used));
              }
            });
    return models;
  }

  private StudiedScore.Model model(Monitor monitor, List<String> all, List<String> used) {
    return new StudiedScore.Model(
        used.size() == all.size()
            ? monitor
            : monitor.only(used.stream().mapToInt(all::indexOf).toArray()),
        used.stream().mapToInt(fit.features()::indexOf).toArray());
  }
}
