package org.shaketable.jobs.damage;

import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.table.RowsDigest;

/**
 * The digests of runs whose rows come one after another: sweep, run, evaluation, step, then
 * numbers.
 */
final class DigestedRuns implements Iterator<Row> {
  static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("run_id", DataTypes.StringType)
          .add("digest", DataTypes.StringType);

  private static final int FIRST_NUMBER = 4;

  private final Iterator<Row> rows;
  private final List<String> numbers;
  private Row next;

  /**
   * Digests as they are asked for.
   *
   * @param rows sorted by sweep, run and evaluation
   * @param numbers the names of the numbers, in the order in which a row has them
   */
  DigestedRuns(Iterator<Row> rows, List<String> numbers) {
    this.rows = rows;
    this.numbers = numbers;
    this.next = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Row next() {
    Row first = next;
    RowsDigest digest = new RowsDigest(first.getString(1));
    while (next != null && sameRun(first, next)) {
      add(digest, next);
      next = rows.hasNext() ? rows.next() : null;
    }
    return RowFactory.create(first.getString(0), first.getString(1), digest.hex());
  }

  private static boolean sameRun(Row one, Row other) {
    return one.getString(0).equals(other.getString(0))
        && one.getString(1).equals(other.getString(1));
  }

  private void add(RowsDigest digest, Row row) {
    TreeMap<String, Double> values = new TreeMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      values.put(numbers.get(i), row.<Double>getAs(FIRST_NUMBER + i));
    }
    // A number or a step that is missing was never written.
    int evaluation = row.isNullAt(2) ? -1 : row.getInt(2);
    digest.add(evaluation, row.isNullAt(3) ? -1 : row.getLong(3), values);
  }
}
