package org.shaketable.analytics.spark;

import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows as the tables keep them: a number that is NaN is null. */
final class Cells {
  private Cells() {}

  /** A row of values. */
  static Row row(Object... values) {
    return RowFactory.create(Arrays.stream(values).map(Cells::cell).toArray());
  }

  /** One value as a table keeps it. */
  static Object cell(Object value) {
    if (value instanceof double[] numbers) {
      return Arrays.stream(numbers).mapToObj(Cells::cell).toArray();
    }
    return value instanceof Double number && number.isNaN() ? null : value;
  }

  /** The number in a column; NaN where it is null. */
  static double number(Row row, String column) {
    Number number = row.getAs(column);
    return number == null ? Double.NaN : number.doubleValue();
  }
}
