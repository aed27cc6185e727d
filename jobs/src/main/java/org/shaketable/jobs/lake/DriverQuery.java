package org.shaketable.jobs.lake;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.executor.TaskMetrics$;
import org.apache.spark.memory.TaskMemoryManager;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.execution.BaseSubqueryExec;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.ScalarSubquery;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.types.DataType;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/**
 * Queries of rows that the driver holds, which the thread that asks for them runs itself: to make,
 * to send and to count the tasks of a job takes longer than a few rows do.
 */
public final class DriverQuery {
  private final TaskMemoryManager memory;
  private final TaskContextImpl task;

  private DriverQuery(SparkSession spark) {
    // As a task of no job: those of jobs count from 0.
    long id = -1 - Thread.currentThread().getId();
    Properties settings = new Properties();
    settings.putAll(JavaConverters.mapAsJavaMap(spark.conf().getAll()));
    memory = new TaskMemoryManager(SparkEnv.get().memoryManager(), id);
    task =
        new TaskContextImpl(
            -1, 0, 0, id, 0, 1, memory, settings, null, TaskMetrics$.MODULE$.empty(), 1, none());
  }

  private static <K, V> scala.collection.immutable.Map<K, V> none() {
    return Map$.MODULE$.empty();
  }

  /**
   * The rows of a query, which takes a job only where the driver does not hold what it asks for.
   */
  public static List<Row> rows(Dataset<Row> query) {
    Optional<List<InternalRow>> rows = alone(query);
    if (rows.isEmpty()) {
      return query.collectAsList();
    }
    Function1<Object, Object> row = CatalystTypeConverters.createToScalaConverter(query.schema());
    return rows.get().stream().map(one -> (Row) row.apply(one)).toList();
  }

  /** How many rows a query has, with no job where {@link #rows} takes none. */
  public static long count(Dataset<Row> query) {
    return rows(query.agg(org.apache.spark.sql.functions.count(lit(1)))).get(0).getLong(0);
  }

  /** The same in Spark's own form. */
  static List<InternalRow> internal(Dataset<Row> query) {
    return alone(query)
        .orElseGet(
            () ->
                SQLExecution.withSQLConfPropagated(
                    query.sparkSession(),
                    () -> Arrays.asList(query.queryExecution().executedPlan().executeCollect())));
  }

  private static Optional<List<InternalRow>> alone(Dataset<Row> query) {
    SparkSession spark = query.sparkSession();
    SparkPlan plan = query.queryExecution().executedPlan();
    return spark.withActive(() -> alone(spark, plan));
  }

  /** The rows of a plan; empty where the driver does not hold what it begins with. */
  private static Optional<List<InternalRow>> alone(SparkSession spark, SparkPlan plan) {
    SparkPlan whole = PlainPlans.unshuffled(plan);
    if (!held(whole)) {
      return Optional.empty();
    }
    SparkPlan answered = whole.transformAllExpressions(Rewriting.of(part -> answered(spark, part)));
    return Optional.of(run(spark, answered));
  }

  /** In place of a subquery of one value: that value. */
  private static Optional<Expression> answered(SparkSession spark, Expression part) {
    return part instanceof ScalarSubquery subquery
        ? alone(spark, asked(subquery.plan()))
            .filter(rows -> rows.size() <= 1)
            .map(rows -> literal(rows, subquery.dataType()))
        : Optional.empty();
  }

  /** What a subquery, or one that is asked twice, asks. */
  private static SparkPlan asked(SparkPlan plan) {
    return plan instanceof BaseSubqueryExec subquery ? asked(subquery.child()) : plan;
  }

  private static Literal literal(List<InternalRow> rows, DataType type) {
    return new Literal(rows.isEmpty() ? null : rows.get(0).get(0, type), type);
  }

  /** Whether all that a plan begins with is rows that the driver holds, none of them sent away. */
  private static boolean held(SparkPlan plan) {
    List<SparkPlan> children = JavaConverters.seqAsJavaList(plan.children());
    return children.isEmpty()
        ? plan instanceof LocalTableScanExec
        : !(plan instanceof Exchange) && children.stream().allMatch(DriverQuery::held);
  }

  private static List<InternalRow> run(SparkSession spark, SparkPlan plan) {
    RDD<InternalRow> rows = plan.execute();
    DriverQuery query = new DriverQuery(spark);
    TaskContext$.MODULE$.setTaskContext(query.task);
    try {
      return query.take(rows);
    } finally {
      query.end();
    }
  }

  private List<InternalRow> take(RDD<InternalRow> rows) {
    List<InternalRow> taken = new ArrayList<>();
    for (Partition partition : rows.partitions()) {
      Iterator<InternalRow> next = rows.iterator(partition, task);
      while (next.hasNext()) {
        taken.add(next.next().copy());
      }
    }
    return taken;
  }

  private void end() {
    try {
      task.markTaskCompleted(Option.empty());
    } finally {
      memory.cleanUpAllAllocatedMemory();
      TaskContext$.MODULE$.unset();
    }
  }
}
