package org.shaketable.analytics.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.analytics.LocalSpark;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.baseline.Baseline;
import org.shaketable.analytics.baseline.CleanPerformance;
import org.shaketable.analytics.metastate.ControlGroup;
import org.shaketable.analytics.metastate.Yardstick;
import org.shaketable.analytics.packing.Pairs;
import org.shaketable.analytics.packing.Trajectory;
import org.shaketable.analytics.packing.TrajectoryColumns;
import org.shaketable.analytics.stats.curve.BandGrid;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.stats.run.CollapseKind;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.ControlKey;
import org.shaketable.analytics.table.RunStabilityRow;
import org.shaketable.analytics.table.RunStatus;
import org.shaketable.analytics.table.WorkloadRow;

/** Language models whose loss collapses while performance stays above half of the twin's. */
class RunJudgeTest {
  private static final TrajectoryColumns COLUMNS = TrajectoryColumns.of(List.of());
  private static final ConfigurationKey KEY = new ConfigurationKey("tiny", "toy", "");
  private static final List<CollapseKind> WITH_LOSS = List.of(CollapseKind.values());
  private static final List<CollapseKind> WITHOUT_LOSS =
      List.of(CollapseKind.NON_FINITE, CollapseKind.PERFORMANCE);
  private static final int EVALUATIONS = 40;

  @ParameterizedTest
  @EnumSource
  void aLossAboveTheUntrainedOneIsACollapseOfALanguageModel(Direction direction) {
    RunStabilityRow judged = judge(direction, WITH_LOSS, i -> i < 30 ? trainingLoss(i) : 3.5);

    assertThat(judged.collapsed()).isTrue();
    assertThat(judged.collapse().collapseKind()).isEqualTo(CollapseKind.LOSS);
    assertThat(judged.collapse().collapseEvaluation()).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource
  void theUntrainedLossIsThatOfValidationBeforeTraining(Direction direction) {
    // Training losses are seen from evaluation 1 on, when much has been learned: 1.5 is above the
    // first of them and far below the loss before training, which is 3.
    RunStabilityRow judged =
        judge(direction, WITH_LOSS, i -> i < 30 ? trainingLoss(i) : i < 31 ? 1.5 : 1);

    assertThat(judged.collapsed()).isFalse();
  }

  @Test
  void aSpikeOfTheLossThatStaysIsACollapseOfALanguageModel() {
    RunStabilityRow judged = judge(Direction.LOWER, WITH_LOSS, i -> i < 30 ? trainingLoss(i) : 2.5);

    assertThat(judged.collapse().collapseKind()).isEqualTo(CollapseKind.LOSS);
    assertThat(judged.collapse().collapseEvaluation()).isEqualTo(30);
  }

  @Test
  void theLossIsNotWhatOtherWorkloadsAreJudgedBy() {
    RunStabilityRow judged =
        judge(Direction.HIGHER, WITHOUT_LOSS, i -> i < 30 ? trainingLoss(i) : 3.5);

    assertThat(judged.collapsed()).isFalse();
    assertThat(judged.collapse()).isNull();
  }

  private static double trainingLoss(int evaluation) {
    return 1.01 + 0.01 * (evaluation % 3);
  }

  private static RunStabilityRow judge(
      Direction direction, List<CollapseKind> rules, IntToDoubleFunction loss) {
    var context = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    WorkloadRow workload = MadeRuns.workload(KEY, direction, rules, List.of(), "{}");
    ControlGroup group =
        new ControlGroup(baseline(direction), Yardstick.UNKNOWN, null, null, null, workload);
    var groups = context.broadcast(Map.of(ControlKey.plain(KEY), group));
    Condition condition = new Condition(KEY, "DATA", "family", 1, "pulse", "none");
    try {
      return new RunJudge(groups, Map.of(KEY, workload), COLUMNS)
          .judge(
              MadeRuns.perturbed(condition, "run", "clean", 0, RunStatus.COMPLETED, 400),
              trajectory(direction, loss),
              new Pairs.CleanTwin(
                  MadeRuns.clean(KEY, "clean", 0, RunStatus.COMPLETED, direction.loss(1)),
                  trajectory(direction, RunJudgeTest::trainingLoss)))
          .row();
    } finally {
      groups.destroy();
    }
  }

  /** Performance is the loss of validation, or minus it: 3 before training, then 1. */
  private static Trajectory trajectory(Direction direction, IntToDoubleFunction loss) {
    double[] packed = new double[COLUMNS.width() * (EVALUATIONS + 1)];
    for (int i = 0; i <= EVALUATIONS; i++) {
      double performance = direction.loss(i == 0 ? 3 : 1);
      double[] row = {i, 10 * i, performance, i == 0 ? Double.NaN : loss.applyAsDouble(i), 0, 0};
      System.arraycopy(row, 0, packed, i * row.length, row.length);
    }
    return Trajectory.unpack(List.of(Trajectory.pack(packed, packed.length)), COLUMNS.width());
  }

  private static Baseline baseline(Direction direction) {
    double untrained = direction.loss(3);
    double trained = direction.loss(1);
    double[] clean = new double[EVALUATIONS + 1];
    Arrays.fill(clean, trained);
    clean[0] = untrained;
    return Baseline.empty(untrained, trained, EVALUATIONS + 1, 0)
        .with(new CleanPerformance(untrained, trained, BandGrid.of(List.of(clean))));
  }
}
