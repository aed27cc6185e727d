package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.multiplicity.Adjustment;

/**
 * The table {@code tests}: every p-value that a result table of the sweep reports, adjusted by
 * Benjamini and Hochberg within its family of tests and over all of them. A test that is not
 * defined is not listed.
 */
final class Tests {
  private static final StructType SCHEMA =
      new StructType()
          .add("sweep", DataTypes.StringType)
          .add("test_family", DataTypes.StringType)
          .add("null_hypothesis", DataTypes.StringType)
          .add("subject", DataTypes.StringType)
          .add("p", DataTypes.DoubleType)
          .add("p_adjusted", DataTypes.DoubleType)
          .add("p_adjusted_over_all", DataTypes.DoubleType)
          .add("tests_in_family", DataTypes.IntegerType);

  private record Test(String family, String hypothesis, String subject, double p) {}

  private final List<Test> found = new ArrayList<>();

  /**
   * Takes in the tests of a table.
   *
   * @param p column that holds the p-values
   * @param subject columns that name what was tested
   */
  Tests add(String family, String hypothesis, Table table, String p, String... subject) {
    int column = table.schema().fieldIndex(p);
    for (Row row : table.rows()) {
      if (!row.isNullAt(column)) {
        String name =
            Arrays.stream(subject)
                .map(field -> row.get(table.schema().fieldIndex(field)))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        found.add(new Test(family, hypothesis, name, row.getDouble(column)));
      }
    }
    return this;
  }

  Table table(String sweep) {
    double[] overAll = adjusted(found);
    Map<String, List<Test>> families = new LinkedHashMap<>();
    found.forEach(
        test -> families.computeIfAbsent(test.family(), name -> new ArrayList<>()).add(test));
    Map<String, double[]> within = new LinkedHashMap<>();
    families.forEach((name, tests) -> within.put(name, adjusted(tests)));
    Map<String, Integer> next = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < overAll.length; i++) {
      Test test = found.get(i);
      int place = next.merge(test.family(), 1, Integer::sum) - 1;
      rows.add(
          Cells.row(
              sweep,
              test.family(),
              test.hypothesis(),
              test.subject(),
              test.p(),
              within.get(test.family())[place],
              overAll[i],
              families.get(test.family()).size()));
    }
    return new Table(SCHEMA, rows);
  }

  private static double[] adjusted(List<Test> tests) {
    return Adjustment.BENJAMINI_HOCHBERG.of(tests.stream().mapToDouble(Test::p).toArray());
  }
}
