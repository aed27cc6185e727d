package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Turns packed clean runs into samples: all clean runs of a workload at one evaluation. */
final class PerEvaluation {
  /** Numbers of a packed run at one of its evaluations. */
  @FunctionalInterface
  interface Numbers extends java.io.Serializable {
    double[] at(Row run, Trajectory trajectory, int row);
  }

  /** What is made of one sample: a column of values per number, as they come. */
  @FunctionalInterface
  interface Summary extends java.io.Serializable {
    double[] of(double[][] columns);
  }

  private static final StructType KEY =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("workload", DataTypes.StringType)
          .add("evaluation", DataTypes.IntegerType);
  private static final StructType PACKED = KEY.add("packed", DataTypes.BinaryType);

  private PerEvaluation() {}

  /** One row per workload and evaluation: the key, and the summary packed. */
  static Dataset<Row> summarise(Dataset<Row> clean, int width, Numbers numbers, Summary summary) {
    FlatMapFunction<Row, Row> explode =
        run -> {
          Trajectory trajectory = Trajectory.unpack(List.of(run.<byte[]>getAs("packed")), width);
          return explode(run, trajectory, numbers);
        };
    MapFunction<Row, Row> key =
        row -> RowFactory.create(row.getString(0), row.getString(1), row.getInt(2));
    MapGroupsFunction<Row, Row, Row> reduce =
        (group, rows) -> {
          double[] values = summary.of(columns(rows));
          return RowFactory.create(
              group.get(0), group.get(1), group.get(2), Trajectory.pack(values, values.length));
        };
    return clean
        .flatMap(explode, Encoders.row(PACKED))
        .groupByKey(key, Encoders.row(KEY))
        .mapGroups(reduce, Encoders.row(PACKED));
  }

  private static Iterator<Row> explode(Row run, Trajectory trajectory, Numbers numbers) {
    List<Row> rows = new ArrayList<>(trajectory.length());
    for (int i = 0; i < trajectory.length(); i++) {
      double[] values = numbers.at(run, trajectory, i);
      rows.add(
          RowFactory.create(
              run.getAs("sweep"),
              run.getAs("workload"),
              trajectory.evaluation(i),
              Trajectory.pack(values, values.length)));
    }
    return rows.iterator();
  }

  private static double[][] columns(Iterator<Row> rows) {
    List<double[]> sample = new ArrayList<>();
    rows.forEachRemaining(row -> sample.add(numbers(row)));
    double[][] columns = new double[sample.get(0).length][sample.size()];
    for (int j = 0; j < sample.size(); j++) {
      for (int i = 0; i < columns.length; i++) {
        columns[i][j] = sample.get(j)[i];
      }
    }
    Arrays.stream(columns).forEach(Arrays::sort);
    return columns;
  }

  /** The packed numbers of a row of {@link #summarise}. */
  static double[] numbers(Row row) {
    byte[] packed = row.getAs("packed");
    return Trajectory.unpack(List.of(packed), packed.length / Double.BYTES).row(0);
  }
}
