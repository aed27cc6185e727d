package org.shaketable.analytics;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.condition.Placebos;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.judgement.RunJudge;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.ControlGroups;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.Pairs;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.packing.TrajectoryPacker;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.Role;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * A sweep whose runs have been judged: what every result table is made of.
 *
 * @param name the name of the sweep
 * @param lake the rows of this sweep alone
 * @param workloads the sweep's configurations, by their keys
 * @param columns the features of its trajectories
 * @param everything every run with its trajectory, beside its twin's; kept in memory
 * @param packed those that are clean, placebo or perturbed
 * @param groups what the clean runs of each configuration say
 * @param judged every run beside its twin
 * @param perturbed the judged runs that a disturbance was asked for
 * @param placebos the judged runs whose own random streams alone were keyed anew
 */
record JudgedSweep(
    String name,
    LakeTables lake,
    AnalyticsSettings settings,
    Map<ConfigurationKey, WorkloadRow> workloads,
    TrajectoryColumns columns,
    JavaRDD<PackedRun> everything,
    JavaRDD<PackedRun> packed,
    Broadcast<Map<ControlKey, ControlGroup>> groups,
    List<JudgedRun> judged,
    List<JudgedRun> perturbed,
    Placebos placebos) {

  /**
   * Reads the trajectories of a sweep once and judges its runs.
   *
   * @param lake the tables of this sweep or of more
   * @throws IllegalArgumentException when the tables do not fit together
   */
  static JudgedSweep of(String name, LakeTables lake, AnalyticsSettings settings) {
    LakeTables ours = lake.of(name);
    Map<ConfigurationKey, WorkloadRow> workloads = ours.workloadsByKey();
    TrajectoryColumns columns = TrajectoryColumns.of(workloads.values());
    JavaRDD<PackedRun> everything =
        Pairs.of(
                ours.runs(),
                TrajectoryPacker.pack(ours.trajectories(), columns),
                columns.width(),
                ours.evaluations(workloads.keySet()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    if (context(ours).isLocal()) {
      // What is kept is never lost here: no task need be told how the runs were read.
      everything.rdd().localCheckpoint();
    }
    JavaRDD<PackedRun> packed = everything.filter(run -> run.facts().role() != Role.INFINITESIMAL);
    Broadcast<Map<ControlKey, ControlGroup>> groups =
        context(ours)
            .broadcast(
                ControlGroups.of(
                    packed.filter(PackedRun::inControlGroup),
                    columns,
                    workloads,
                    settings.level()));
    RunJudge judge = new RunJudge(groups, workloads, columns);
    List<JudgedRun> judged = Pairs.judge(packed, judge).collect();
    return new JudgedSweep(
        name,
        ours,
        settings,
        workloads,
        columns,
        everything,
        packed,
        groups,
        judged,
        JudgedRun.perturbed(judged),
        new Placebos(judged));
  }

  private static JavaSparkContext context(LakeTables lake) {
    return JavaSparkContext.fromSparkContext(lake.runs().sparkSession().sparkContext());
  }

  SparkSession spark() {
    return lake.runs().sparkSession();
  }

  JavaSparkContext context() {
    return context(lake);
  }

  /** The width of every interval, e.g. 0.95. */
  double level() {
    return settings.level();
  }

  /** The clean runs, packed. */
  JavaRDD<PackedRun> clean() {
    return packed.filter(PackedRun::inControlGroup);
  }

  /** How stable each run is that is not clean. */
  List<RunStabilityRow> runStability() {
    return judged.stream().filter(run -> !run.facts().clean()).map(JudgedRun::row).toList();
  }

  /** Lets go of what is kept in memory. */
  void release() {
    everything.unpersist(false);
    groups.destroy();
  }
}
