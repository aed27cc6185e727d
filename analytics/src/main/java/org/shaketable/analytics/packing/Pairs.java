package org.shaketable.analytics.packing;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.shaketable.analytics.table.Role;
import scala.Function1;

/**
 * Every run beside its clean twin: all runs of a twin are brought to one place once, the twin
 * first, and each is judged while only it and the twin are unpacked.
 */
public final class Pairs {
  /** Evaluations that one task takes, about. */
  private static final long TASK = 500_000;

  /** Of fewer evaluations a task takes longer to be sent and counted than they do. */
  private static final long LEAST_TASK = 10_000;

  /** What is made of a run. */
  @FunctionalInterface
  public interface Judge<T> extends Serializable {
    /**
     * What is made of one run.
     *
     * @param own null for a run that has no trajectory
     * @param twin null where the clean twin has none
     */
    T judge(RunFacts run, Trajectory own, CleanTwin twin);
  }

  /** A clean twin that has a trajectory. */
  public record CleanTwin(RunFacts facts, Trajectory trajectory) {}

  private Pairs() {}

  /**
   * All runs with their trajectories; runs of one twin are neighbours, the twin before the others.
   *
   * @param runs the table of runs
   * @param packed pieces of trajectories, see {@link TrajectoryPacker}
   * @param width numbers per evaluation
   * @param evaluations how many evaluations all runs have together, to cut the tasks by
   */
  public static JavaRDD<PackedRun> of(
      Dataset<Row> runs, Dataset<Row> packed, int width, long evaluations) {
    Dataset<Row> facts = runs.select(RunFacts.CODEC.columns());
    Dataset<Row> without =
        runs.filter(col("evaluations").equalTo(0))
            .select(RunFacts.CODEC.columns())
            .withColumn("packed", lit(null).cast(DataTypes.BinaryType));
    String[] columns = without.columns();
    Dataset<Row> ordered =
        packed
            .join(broadcast(facts), "run_id")
            .select(columns[0], Arrays.copyOfRange(columns, 1, columns.length))
            .unionAll(without)
            .withColumn("clean", col("role").equalTo(Role.CLEAN.toString()))
            .withColumn(
                "twin",
                when(col("clean"), col("run_id"))
                    .otherwise(coalesce(col("twin_run_id"), col("run_id"))))
            .repartition(tasks(runs, evaluations), col("twin"))
            .sortWithinPartitions(col("twin"), col("clean").desc(), col("run_id"));
    Function1<Object, Object> row = CatalystTypeConverters.createToScalaConverter(ordered.schema());
    // Not by the data set's own rows, for which Spark compiles code however few there are.
    return ordered
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(rows -> new Joined(rows, row, width));
  }

  private static int tasks(Dataset<Row> runs, long evaluations) {
    return tasks(evaluations, runs.sparkSession().sparkContext().defaultParallelism());
  }

  /** How many tasks take so many evaluations where so many are done at a time. */
  static int tasks(long evaluations, int atATime) {
    long least = Math.min(atATime, evaluations / LEAST_TASK + 1);
    return (int) Math.max(least, Math.min(10_000, evaluations / TASK + 1));
  }

  /** The judgement of every run. */
  public static <T> JavaRDD<T> judge(JavaRDD<PackedRun> runs, Judge<T> judge) {
    return runs.mapPartitions(rows -> new Judged<>(rows, judge));
  }

  /** The runs of one partition, each of its pieces joined. */
  private static final class Joined implements Iterator<PackedRun> {
    private final Iterator<InternalRow> rows;
    private final Function1<Object, Object> row;
    private final int width;
    private Row ahead;

    /**
     * The runs of rows.
     *
     * @param row makes a row of one in Spark's own form, which it fills again and again
     * @param width numbers per evaluation
     */
    Joined(Iterator<InternalRow> rows, Function1<Object, Object> row, int width) {
      this.rows = rows;
      this.row = row;
      this.width = width;
      this.ahead = following();
    }

    private Row following() {
      return rows.hasNext() ? (Row) row.apply(rows.next()) : null;
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public PackedRun next() {
      if (ahead == null) {
        throw new NoSuchElementException();
      }
      Row run = ahead;
      String id = run.getAs("run_id");
      List<byte[]> pieces = new ArrayList<>(1);
      while (ahead != null && id.equals(ahead.getAs("run_id"))) {
        byte[] piece = ahead.getAs("packed");
        if (piece != null) {
          pieces.add(piece);
        }
        ahead = following();
      }
      return new PackedRun(
          RunFacts.CODEC.record(run), pieces.isEmpty() ? null : Trajectory.unpack(pieces, width));
    }
  }

  /** The judgements of one partition, made as they are asked for. */
  private static final class Judged<T> implements Iterator<T> {
    private final Iterator<PackedRun> runs;
    private final Judge<T> judge;
    private String twinId;
    private CleanTwin twin;

    Judged(Iterator<PackedRun> runs, Judge<T> judge) {
      this.runs = runs;
      this.judge = judge;
    }

    @Override
    public boolean hasNext() {
      return runs.hasNext();
    }

    @Override
    public T next() {
      PackedRun run = runs.next();
      Trajectory own = run.trajectory();
      RunFacts facts = run.facts();
      if (!Objects.equals(facts.twin(), twinId)) {
        twinId = facts.twin();
        twin = null;
      }
      if (facts.clean()) {
        twin = own == null ? null : new CleanTwin(facts, own);
      }
      return judge.judge(facts, own, twin);
    }
  }
}
