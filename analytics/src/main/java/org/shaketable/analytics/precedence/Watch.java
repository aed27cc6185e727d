package org.shaketable.analytics.precedence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.KnownSizeEstimation;
import org.shaketable.analytics.detection.Catalogue;
import org.shaketable.analytics.detection.RaisedAlarms;
import org.shaketable.analytics.detection.RunAlarms;
import org.shaketable.analytics.detection.RunScores;
import org.shaketable.analytics.detection.Thresholds;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.packing.PackedRun;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.RunStabilityRow;
import scala.Tuple2;

/**
 * Every run of a sweep under the eyes of the detectors of its configuration, each of which scores
 * it once: for its first alarms, and for the order in which the standing runs of its condition
 * collapse.
 */
public final class Watch implements AutoCloseable {

  /** The runs of a sweep that are watched, and by what. */
  public record Subjects(
      JavaRDD<PackedRun> packed,
      TrajectoryColumns columns,
      Broadcast<Map<ControlKey, ControlGroup>> groups,
      Map<ControlKey, Thresholds> thresholds) {}

  /**
   * A run that was watched.
   *
   * @param single null unless it is followed
   */
  private record Seen(RunAlarms alarms, Scores.Single single)
      implements Serializable, KnownSizeEstimation {
    @Override
    public long estimatedSize() {
      return alarms.estimatedSize() + (single == null ? 0 : single.estimatedSize());
    }
  }

  /**
   * All runs of a condition that were watched.
   *
   * @param placed those of them that are followed, placed by all scores
   * @param alone the same in order, with their scores by the meta-state alone; none where no
   *     configuration of the workload has it
   */
  private record Watched(List<RunAlarms> alarms, PlacedCondition placed, List<ScoredRun> alone)
      implements Serializable {}

  /** The detector that is asked by itself. */
  static final String ALONE = Catalogue.META_STATE;

  private final Map<WorkloadKey, Question> questions;
  private final int seeds;
  private final Broadcast<Map<ControlKey, Thresholds>> thresholds;
  private final Broadcast<Map<String, RunEnd>> outcomes;
  private final Broadcast<Map<String, RunStabilityRow.Collapsed>> collapses;
  private final JavaPairRDD<Condition, Watched> conditions;
  private final RaisedAlarms alarms;

  /**
   * Lets every detector watch every run that has a trajectory and clean runs beside it.
   *
   * @param outcomes the outcomes of the runs that had learned, by run_id
   * @param collapses the collapses by run_id, without runs that have none
   */
  public Watch(
      Subjects subjects,
      Map<String, RunEnd> outcomes,
      Map<String, RunStabilityRow.Collapsed> collapses) {
    var context = JavaSparkContext.fromSparkContext(subjects.packed().context());
    this.questions = Question.byWorkload(subjects.groups().value(), subjects.thresholds());
    this.seeds = outcomes.values().stream().mapToInt(RunEnd::replicate).max().orElse(-1) + 1;
    this.thresholds = context.broadcast(subjects.thresholds());
    this.outcomes = context.broadcast(outcomes);
    this.collapses = context.broadcast(collapses);
    this.conditions =
        conditions(subjects, questions, thresholds, this.outcomes, this.collapses)
            .persist(StorageLevel.MEMORY_AND_DISK());
    this.alarms =
        new RaisedAlarms(
            conditions
                .values()
                .flatMap(watched -> watched.alarms().iterator())
                .persist(StorageLevel.MEMORY_AND_DISK()),
            thresholds);
  }

  private static JavaPairRDD<Condition, Watched> conditions(
      Subjects subjects,
      Map<WorkloadKey, Question> questions,
      Broadcast<Map<ControlKey, Thresholds>> thresholds,
      Broadcast<Map<String, RunEnd>> outcomes,
      Broadcast<Map<String, RunStabilityRow.Collapsed>> collapses) {
    Broadcast<Map<ControlKey, ControlGroup>> groups = subjects.groups();
    TrajectoryColumns columns = subjects.columns();
    return subjects
        .packed()
        .filter(run -> run.hasTrajectory() && !run.facts().failed())
        .filter(run -> groups.value().containsKey(run.control()))
        .map(
            run -> {
              Thresholds limits = thresholds.value().get(run.control());
              RunScores scores =
                  RunScores.of(run, columns, groups.value().get(run.control()), limits);
              return new Seen(
                  scores.alarms(limits, collapses.value().get(run.runId())),
                  Followed.is(run, groups.value(), outcomes.value())
                      ? new Scores(questions.get(WorkloadKey.of(run.key())))
                          .of(scores, outcomes.value().get(run.runId()))
                      : null);
            })
        .groupBy(seen -> seen.alarms().condition())
        .mapToPair(
            seen -> {
              WorkloadKey workload = WorkloadKey.of(seen._1().configuration());
              return new Tuple2<>(
                  seen._1(), watched(seen._1(), seen._2(), questions.get(workload)));
            });
  }

  private static Watched watched(Condition condition, Iterable<Seen> runs, Question question) {
    List<RunAlarms> alarms = new ArrayList<>();
    runs.forEach(run -> alarms.add(run.alarms().under(condition)));
    List<Scores.Single> singles =
        StreamSupport.stream(runs.spliterator(), false)
            .map(Seen::single)
            .filter(Objects::nonNull)
            .toList();
    Scores scores = new Scores(question);
    List<ScoredRun> followed = scores.condition(condition, singles);
    return new Watched(
        alarms,
        PlacedCondition.of(condition, followed, question.horizon()),
        question.detectors().contains(ALONE) ? scores.only(ALONE, followed) : List.of());
  }

  /** What is asked of each workload. */
  Map<WorkloadKey, Question> questions() {
    return questions;
  }

  /** More than the largest number of a seed. */
  int seeds() {
    return seeds;
  }

  /** The runs that are followed, placed by all scores. */
  JavaRDD<PlacedCondition> placed() {
    return conditions.values().map(Watched::placed);
  }

  /** The same runs in the order of their ids, with the scores of {@link #ALONE} alone. */
  JavaPairRDD<Condition, List<ScoredRun>> alone() {
    return conditions.mapValues(Watched::alone).filter(runs -> !runs._2().isEmpty());
  }

  /** The first alarms of every run; kept in memory until this is closed. */
  public RaisedAlarms alarms() {
    return alarms;
  }

  /** Lets go of the scores, once the alarms have been asked for and the runs have been followed. */
  public void forgetScores() {
    conditions.unpersist(false);
  }

  /** Lets go of what is kept in memory. */
  @Override
  public void close() {
    conditions.unpersist(false);
    alarms.byRun().unpersist(false);
    thresholds.destroy();
    outcomes.destroy();
    collapses.destroy();
  }
}
