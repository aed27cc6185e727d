package org.shaketable.analytics.packing;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Packs neighbouring rows of the same run into one row with a binary value, before anything is
 * shuffled: trajectories are written run by run, so this makes thousands of narrow rows one.
 *
 * <p>It reads the rows as Spark holds them: an object for every number of ten million rows would
 * take longer than all statistics together.
 */
public final class TrajectoryPacker implements FlatMapFunction<Iterator<InternalRow>, Row> {
  private static final long serialVersionUID = 1;

  static final StructType SCHEMA =
      new StructType().add("run_id", DataTypes.StringType).add("packed", DataTypes.BinaryType);

  private final int width;

  private TrajectoryPacker(int width) {
    this.width = width;
  }

  /** Pieces of trajectories: {@code run_id}, {@code packed}. */
  public static Dataset<Row> pack(Dataset<Row> trajectories, TrajectoryColumns columns) {
    JavaRDD<Row> pieces =
        columns
            .select(trajectories, "run_id")
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(new TrajectoryPacker(columns.width()));
    return trajectories.sparkSession().createDataFrame(pieces, SCHEMA);
  }

  @Override
  public Iterator<Row> call(Iterator<InternalRow> rows) {
    return new Pieces(rows, width);
  }

  /** The pieces of one partition, made as they are asked for. */
  private static final class Pieces implements Iterator<Row> {
    private final Iterator<InternalRow> rows;
    private final int width;
    private double[] buffer;
    private InternalRow ahead;

    Pieces(Iterator<InternalRow> rows, int width) {
      this.rows = rows;
      this.width = width;
      this.buffer = new double[128 * width];
    }

    @Override
    public boolean hasNext() {
      return ahead != null || rows.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      // Spark fills the same row again and again, so nothing of it is kept but copies.
      InternalRow row = ahead != null ? ahead : rows.next();
      ahead = null;
      UTF8String run = row.getUTF8String(0).copy();
      int count = append(row, 0);
      while (rows.hasNext()) {
        row = rows.next();
        if (!row.getUTF8String(0).equals(run)) {
          ahead = row;
          break;
        }
        count = append(row, count);
      }
      return RowFactory.create(run.toString(), Trajectory.pack(buffer, count));
    }

    private int append(InternalRow row, int count) {
      if (count + width > buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      for (int i = 0; i < width; i++) {
        buffer[count + i] = row.isNullAt(i + 1) ? Double.NaN : row.getDouble(i + 1);
      }
      return count + width;
    }
  }
}
