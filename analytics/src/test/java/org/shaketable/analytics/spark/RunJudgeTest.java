package org.shaketable.analytics.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.LocalSpark;

/** Language models whose loss collapses while performance stays above half of the twin's. */
class RunJudgeTest {
  private static final TrajectoryColumns COLUMNS = new TrajectoryColumns(List.of());
  private static final WorkloadKey KEY = new WorkloadKey("tiny", "toy");
  private static final int EVALUATIONS = 40;

  @Test
  void aLossAboveTheUntrainedOneIsACollapseOfALanguageModel() {
    Row judged = judge("pretraining", i -> i < 30 ? trainingLoss(i) : 3.5);

    assertThat(judged.getBoolean(column("collapsed"))).isTrue();
    assertThat(judged.getString(column("collapse_kind"))).isEqualTo("LOSS");
    assertThat(judged.getInt(column("collapse_evaluation"))).isEqualTo(30);
  }

  @Test
  void theUntrainedLossIsThatOfValidationBeforeTraining() {
    // Training losses are seen from evaluation 1 on, when much has been learned: 1.5 is above the
    // first of them and far below the loss before training, which is 3.
    Row judged = judge("fine-tuning", i -> i < 30 ? trainingLoss(i) : i < 31 ? 1.5 : 1);

    assertThat(judged.getBoolean(column("collapsed"))).isFalse();
  }

  @Test
  void aSpikeOfTheLossThatStaysIsACollapseOfALanguageModel() {
    Row judged = judge("pretraining", i -> i < 30 ? trainingLoss(i) : 2.5);

    assertThat(judged.getString(column("collapse_kind"))).isEqualTo("LOSS");
    assertThat(judged.getInt(column("collapse_evaluation"))).isEqualTo(30);
  }

  @Test
  void theLossOfOtherLearnersIsNotWhatTheyAreJudgedBy() {
    Row judged = judge("ppo", i -> i < 30 ? trainingLoss(i) : 3.5);

    assertThat(judged.getBoolean(column("collapsed"))).isFalse();
    assertThat(judged.get(column("collapse_kind"))).isNull();
  }

  private static double trainingLoss(int evaluation) {
    return 1.01 + 0.01 * (evaluation % 3);
  }

  private static int column(String name) {
    return RunColumns.SCHEMA.fieldIndex(name);
  }

  private static Row judge(String learner, IntToDoubleFunction loss) {
    var context = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    var references = context.broadcast(Map.of(KEY, new Reference(baseline(), null, null)));
    try {
      return new RunJudge(references, COLUMNS, Map.of())
          .judge(
              run(learner, "run", "clean"),
              trajectory(loss),
              new Pairs.Twin(
                  RunFacts.of(run(learner, "clean", null)), trajectory(i -> trainingLoss(i))));
    } finally {
      references.destroy();
    }
  }

  /** Performance is minus the loss of validation: 3 before training, then 1 for every run. */
  private static Trajectory trajectory(IntToDoubleFunction loss) {
    double[] packed = new double[COLUMNS.width() * (EVALUATIONS + 1)];
    for (int i = 0; i <= EVALUATIONS; i++) {
      double[] row = {
        i, 50 * i, i == 0 ? -3 : -1, i == 0 ? Double.NaN : loss.applyAsDouble(i), 0, 0
      };
      System.arraycopy(row, 0, packed, i * row.length, row.length);
    }
    return Trajectory.unpack(List.of(Trajectory.pack(packed, packed.length)), COLUMNS.width());
  }

  private static Baseline baseline() {
    Baseline baseline = Baseline.empty(-3, -1, EVALUATIONS + 1, 0);
    for (double[] percentile : List.of(baseline.lower(), baseline.median(), baseline.upper())) {
      Arrays.fill(percentile, -1);
      percentile[0] = -3;
    }
    Arrays.fill(baseline.runs(), 10);
    return baseline;
  }

  private static Row run(String learner, String id, String twin) {
    Object[] cells = {
      "tiny",
      "toy",
      "DATA",
      "family",
      1.0,
      "pulse",
      "none",
      id,
      twin,
      learner,
      0,
      "COMPLETED",
      2000L,
      2000L,
      500L,
      900L,
      -1.0
    };
    return new GenericRowWithSchema(cells, RunFacts.SCHEMA);
  }
}
