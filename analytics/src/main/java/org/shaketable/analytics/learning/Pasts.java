package org.shaketable.analytics.learning;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.shaketable.analytics.detection.FeatureWindows;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.Standardisation;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.precedence.Followed;
import org.shaketable.analytics.precedence.Landmarks;
import org.shaketable.analytics.precedence.RunEnd;
import org.shaketable.analytics.precedence.ScoredRun;
import org.shaketable.analytics.precedence.Visible;
import org.shaketable.analytics.precedence.WorkloadKey;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ControlKey;

/** The pasts of disturbed runs at their landmarks: what is visible, then the windows. */
final class Pasts {
  private Pasts() {}

  /** The runs of each condition, in the order of their ids. */
  static JavaPairRDD<Condition, List<ScoredRun>> of(
      JavaRDD<PackedRun> packed,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Broadcast<Map<String, RunEnd>> outcomes,
      Broadcast<Map<WorkloadKey, LearnedWorkload>> workloads) {
    return Followed.of(packed, groups, outcomes)
        .map(
            run ->
                of(
                    run,
                    run.trajectory(),
                    outcomes.value().get(run.runId()),
                    groups.value().get(run.control()).reference().standardisation(),
                    workloads.value().get(WorkloadKey.of(run.key()))))
        .groupBy(ScoredRun::condition)
        .mapValues(
            runs ->
                StreamSupport.stream(runs.spliterator(), false)
                    .sorted(Comparator.comparing(ScoredRun::runId))
                    .toList());
  }

  private static ScoredRun of(
      PackedRun run, Trajectory own, RunEnd outcome, Standardisation scale, LearnedWorkload of) {
    int onset = own.lastBy(run.facts().onsetStep());
    return ScoredRun.standing(
        run.facts().condition(),
        run.runId(),
        outcome,
        onset,
        own.length(),
        of.landmarks(),
        columns(own, onset, scale, of));
  }

  private static double[][] columns(
      Trajectory own, int onset, Standardisation scale, LearnedWorkload of) {
    Landmarks landmarks = of.landmarks();
    double[][] visible = Visible.of(own, onset);
    double[][] windows =
        new FeatureWindows(of.features(), scale).of(own, scale, landmarks.stride());
    int count = landmarks.count(own.length());
    int width = FeatureWindows.width(of.features().size());
    double[][] columns = new double[Visible.WIDTH + width][count];
    for (int place = 0; place < count; place++) {
      int row = landmarks.row(place);
      for (int c = 0; c < columns.length; c++) {
        columns[c][place] =
            c < Visible.WIDTH
                ? visible[c][row]
                : windows[row] == null ? Double.NaN : windows[row][c - Visible.WIDTH];
      }
    }
    return columns;
  }
}
