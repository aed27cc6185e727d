package org.shaketable.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.Success$;
import org.apache.spark.TaskState;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shaketable.jobs.TestSession;
import scala.Option;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What Spark tells of tasks, told by hand. */
class RunCounterTest {
  private static final int STAGE = 5;

  private Tallies tallies;
  private RunCounter watch;

  @BeforeEach
  void begin() {
    tallies = Tallies.register(TestSession.spark().sparkContext(), List.of("w"));
    // Of the first runs, from which the time is estimated.
    tallies.runs().add(100);
    watch = new RunCounter(tallies, 10, 1000, Map.of("w", 80L), () -> 2);
  }

  /** A copy of a task that has started. */
  private TaskInfo started(long id, int index, int attempt) {
    TaskInfo task =
        new TaskInfo(id, index, attempt, 0, "executor", "host", TaskLocality.ANY(), attempt > 0);
    watch.onTaskStart(new SparkListenerTaskStart(STAGE, 0, task));
    return task;
  }

  /** A heartbeat that says what a task has counted so far. */
  private void beats(TaskInfo task, long runs, long collapses, long failures) {
    Seq<AccumulableInfo> counts =
        seq(
            List.of(
                counted(tallies.runs().id(), runs),
                counted(tallies.farBelow().id(), collapses),
                counted(tallies.failures().id(), failures),
                counted(-1, 1_000_000)));
    watch.onExecutorMetricsUpdate(
        new SparkListenerExecutorMetricsUpdate(
            "executor",
            seq(List.of(new Tuple4<>((Object) task.taskId(), STAGE, 0, counts))),
            JavaConverters.mapAsScalaMap(Map.of())));
  }

  private static AccumulableInfo counted(long id, long count) {
    return new AccumulableInfo(
        id, Option.empty(), Option.apply(count), Option.empty(), false, false, Option.empty());
  }

  private void ends(TaskInfo task, boolean well) {
    task.markFinished(well ? TaskState.FINISHED() : TaskState.FAILED(), 1);
    watch.onTaskEnd(
        new SparkListenerTaskEnd(
            STAGE,
            0,
            "ResultTask",
            Success$.MODULE$,
            task,
            new ExecutorMetrics(),
            TaskMetrics.empty()));
  }

  /** Ends well, and Spark adds up what it has counted. */
  private void endsWell(TaskInfo task, long runs) {
    tallies.runs().add(runs);
    ends(task, true);
  }

  private void stageEnds() {
    watch.onStageCompleted(
        new SparkListenerStageCompleted(
            new StageInfo(
                STAGE,
                0,
                "",
                1,
                seq(List.of()),
                seq(List.of()),
                "",
                TaskMetrics.empty(),
                seq(List.of()),
                Option.empty(),
                0,
                false,
                0)));
  }

  private static <T> Seq<T> seq(List<T> list) {
    return JavaConverters.asScalaBuffer(list).toSeq();
  }

  private long trained() {
    return watch.pace().trained() - 100;
  }

  @Test
  void runsCountAsTheyEndAndOnceWhenTheirTaskEnds() {
    TaskInfo first = started(1, 0, 0);
    TaskInfo second = started(2, 1, 0);
    beats(first, 3, 1, 0);
    beats(second, 4, 2, 1);
    assertThat(trained()).isEqualTo(7);
    RunCounts pace = watch.pace();
    assertThat(List.of(pace.farBelow(), pace.failures())).containsExactly(3L, 1L);
    assertThat(List.of(pace.done(), pace.all())).containsExactly(10L + 100 + 7, 1000L);

    endsWell(first, 5);
    assertThat(trained()).isEqualTo(9);

    // A heartbeat that was on its way when the task ended.
    beats(first, 4, 1, 0);
    assertThat(trained()).isEqualTo(9);
  }

  @Test
  void ofTwoCopiesOfATaskOneCounts() {
    TaskInfo slow = started(1, 0, 0);
    TaskInfo copy = started(2, 0, 1);
    beats(slow, 3, 0, 0);
    beats(copy, 5, 0, 0);
    assertThat(trained()).isEqualTo(5);

    endsWell(copy, 8);
    beats(slow, 7, 0, 0);
    assertThat(trained()).isEqualTo(8);
  }

  @Test
  void whatATaskCountedThatFailedIsForgotten() {
    TaskInfo task = started(1, 0, 0);
    beats(task, 3, 0, 0);
    ends(task, false);
    assertThat(trained()).isZero();

    TaskInfo again = started(2, 0, 1);
    beats(again, 1, 0, 0);
    assertThat(trained()).isEqualTo(1);
  }

  @Test
  void aCopyThatRunsOnAfterItsStageCountsNoMore() {
    TaskInfo slow = started(1, 0, 0);
    TaskInfo copy = started(2, 0, 1);
    beats(slow, 3, 0, 0);
    endsWell(copy, 8);

    stageEnds();
    beats(slow, 9, 0, 0);

    assertThat(trained()).isEqualTo(8);
  }

  @Test
  void theRateIsOfWhatWasTrainedSinceTheWatchBegan() {
    assertThat(watch.pace().rate()).isZero();

    endsWell(started(1, 0, 0), 50);

    assertThat(watch.pace().rate()).isPositive();
  }

  /** Two runs at a time of 2 s each: twice eight of them say what the 64 others take. */
  @Test
  void theTimeThatIsLeftIsToldOnceTwoWindowsAgree() {
    assertThat(watch.pace().secondsLeft()).isEmpty();
    for (int i = 0; i < 2; i++) {
      tallies.byWorkload().get("w").runs().add(8);
      tallies.byWorkload().get("w").millis().add(16_000);
      RunCounts pace = watch.pace();
      assertThat(pace.secondsLeft().isPresent()).isEqualTo(i == 1);
    }
    assertThat(watch.pace().secondsLeft().getAsDouble()).isEqualTo(64 * 2 / 2);
  }
}
