package org.shaketable.analytics.learning;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.precedence.Landmarks;
import org.shaketable.analytics.precedence.Question;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.table.ControlKey;

/**
 * A workload as learned scores see it.
 *
 * @param features those of all its configurations, in the order of the windows
 * @param horizon evaluations within which a collapse is to come
 * @param landmarks the rows at which runs are looked at
 */
record LearnedWorkload(List<String> features, int horizon, Landmarks landmarks)
    implements Serializable {

  LearnedWorkload {
    features = List.copyOf(features);
  }

  /** The workloads of a sweep. */
  static Map<WorkloadKey, LearnedWorkload> of(Map<ControlKey, ControlGroup> groups) {
    Map<WorkloadKey, LearnedWorkload> workloads = new TreeMap<>();
    new TreeMap<>(groups)
        .forEach(
            (key, group) ->
                workloads.merge(
                    WorkloadKey.of(key.configuration()), of(group), LearnedWorkload::with));
    return workloads;
  }

  private static LearnedWorkload of(ControlGroup group) {
    int evaluations = group.workload().evaluations();
    return new LearnedWorkload(
        TrajectoryColumns.features(group.workload()),
        Question.horizon(evaluations),
        Landmarks.sparse(evaluations));
  }

  /** This workload with the features of another configuration as well. */
  private LearnedWorkload with(LearnedWorkload other) {
    Set<String> all = new LinkedHashSet<>(features);
    all.addAll(other.features);
    return new LearnedWorkload(List.copyOf(all), horizon, landmarks);
  }
}
