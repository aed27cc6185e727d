package org.shaketable.analytics.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.shaketable.analytics.detection.Catalogue;
import org.shaketable.analytics.detection.LearnedModel;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.table.ControlKey;

/**
 * Scores that come from each family of a workload and from each workload of the sweep, to be judged
 * on one of them. Models by which runs are judged have never seen their seeds.
 */
final class TransferStudies {
  private final WorkloadKey judged;
  private final Map<WorkloadKey, LinearFit> fits;
  private final Map<ControlKey, ControlGroup> groups;

  private TransferStudies(
      WorkloadKey judged, Map<WorkloadKey, LinearFit> fits, Map<ControlKey, ControlGroup> groups) {
    this.judged = judged;
    this.fits = fits;
    this.groups = groups;
  }

  /** The scores that are judged on a workload. */
  static List<Study> of(
      WorkloadKey judged, Map<WorkloadKey, LinearFit> fits, Map<ControlKey, ControlGroup> groups) {
    TransferStudies transfer = new TransferStudies(judged, fits, groups);
    List<Study> studies = new ArrayList<>();
    LinearFit own = fits.get(judged);
    own.families().stream()
        .filter(Families::single)
        .forEach(family -> transfer.add(studies, family, own));
    if (own.models().any()) {
      studies.add(
          new Study(
              new Study.Transferred(Study.LINEAR, judged, Study.OTHERS, 0, 0),
              own.features(),
              new StudiedScore.Linear(own.others(own.features()))));
    }
    fits.forEach((from, fit) -> transfer.add(studies, from, fit));
    return studies;
  }

  private void add(List<Study> studies, String family, LinearFit own) {
    add(studies, judged, family, own.lessons(family::equals), own);
  }

  private void add(List<Study> studies, WorkloadKey from, LinearFit fit) {
    add(studies, from, null, fit.lessons(family -> true), fit);
    addDistance(studies, from);
  }

  private void add(
      List<Study> studies, WorkloadKey from, String family, Lessons lessons, LinearFit fit) {
    List<String> to = fits.get(judged).features();
    List<String> common = fit.features().stream().filter(to::contains).toList();
    List<LearnedModel> models = new ArrayList<>();
    fit.byPart(lessons, common)
        .forEach(model -> models.add(LinearFit.moved(model, fit.features(), to)));
    if (!common.isEmpty() && models.stream().anyMatch(Objects::nonNull)) {
      Map<String, List<LearnedModel>> everywhere = new TreeMap<>();
      fits.get(judged).families().forEach(other -> everywhere.put(other, models));
      studies.add(
          new Study(
              new Study.Transferred(
                  Study.LINEAR, from, family, lessons.allCases(), lessons.allControls()),
              common,
              new StudiedScore.Linear(everywhere)));
    }
  }

  /** T2 in the model of the first configuration of a workload that has one. */
  private void addDistance(List<Study> studies, WorkloadKey from) {
    new TreeMap<>(groups)
        .entrySet().stream()
            .filter(group -> WorkloadKey.of(group.getKey().configuration()).equals(from))
            .map(group -> group.getValue().reference())
            .filter(reference -> reference.monitor() != null)
            .findFirst()
            .ifPresent(reference -> addDistance(studies, from, reference));
  }

  private void addDistance(List<Study> studies, WorkloadKey from, Yardstick source) {
    List<String> all = source.standardisation().features();
    List<String> windows = fits.get(judged).features();
    Map<ControlKey, StudiedScore.Model> models = new HashMap<>();
    List<String> seen = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          List<String> there = group.reference().standardisation().features();
          List<String> common = all.stream().filter(there::contains).toList();
          if (WorkloadKey.of(key.configuration()).equals(judged) && common.size() > 1) {
            common.stream().filter(feature -> !seen.contains(feature)).forEach(seen::add);
            models.put(
                key,
                new StudiedScore.Model(
                    source.monitor().only(common.stream().mapToInt(all::indexOf).toArray()),
                    common.stream().mapToInt(windows::indexOf).toArray()));
          }
        });
    if (!models.isEmpty()) {
      studies.add(
          new Study(
              new Study.Transferred(Catalogue.META_STATE, from, null, 0, 0),
              seen,
              new StudiedScore.Distance(models)));
    }
  }
}
