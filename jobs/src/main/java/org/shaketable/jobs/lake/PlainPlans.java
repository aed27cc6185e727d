package org.shaketable.jobs.lake;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.aggregate.ObjectHashAggregateExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Plans of few rows, as an extension of Spark's SQL: while a session's settings are those of small
 * lakes, its queries shuffle nothing into one partition and aggregate without compiling code, which
 * takes the compiler's 400 classes from a signed archive. The rows and their order are the same.
 */
public final class PlainPlans extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectColumnar(OfSession::new);
    return BoxedUnit.UNIT;
  }

  /** What Spark asks of a session once a plan is whole. */
  private static final class OfSession extends ColumnarRule {
    private final SparkSession spark;

    OfSession(SparkSession spark) {
      this.spark = spark;
    }

    @Override
    public Rule<SparkPlan> preColumnarTransitions() {
      return new Rule<>() {
        @Override
        public SparkPlan apply(SparkPlan plan) {
          return SmallLake.settled(spark) ? uncompiled(unshuffled(plan)) : plan;
        }
      };
    }
  }

  /** In place of a shuffle into one partition: one partition after the other is the same. */
  static SparkPlan unshuffled(SparkPlan plan) {
    return plan.transformUp(
        Rewriting.of(
            ShuffleExchangeExec.class,
            shuffle -> shuffle.outputPartitioning().numPartitions() == 1,
            shuffle -> new CoalesceExec(1, shuffle.child())));
  }

  /** In place of an aggregation that compiles code: one that keeps its groups in order, too. */
  private static SparkPlan uncompiled(SparkPlan plan) {
    return plan.transformUp(
        Rewriting.of(
            HashAggregateExec.class,
            compiled -> true,
            compiled ->
                new ObjectHashAggregateExec(
                    compiled.requiredChildDistributionExpressions(),
                    compiled.isStreaming(),
                    compiled.numShufflePartitions(),
                    compiled.groupingExpressions(),
                    compiled.aggregateExpressions(),
                    compiled.aggregateAttributes(),
                    compiled.initialInputBufferOffset(),
                    compiled.resultExpressions(),
                    compiled.child())));
  }
}
