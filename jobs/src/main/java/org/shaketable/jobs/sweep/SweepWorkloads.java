package org.shaketable.jobs.sweep;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.SettingRow;
import org.shaketable.analytics.table.WorkloadRow;
import org.shaketable.jobs.config.Specs;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.rows.WorkloadRows;
import org.shaketable.training.workload.Workload;

/**
 * The rows of a sweep in the table {@code workloads}: one for each of its workloads, there before
 * the first of their runs, and written once however often the sweep is begun. A row stays as it was
 * written: it says what the runs that came after it are.
 */
final class SweepWorkloads {
  private static final String TABLE = "workloads";
  private static final RecordCodec<WorkloadRow> CODEC = RecordCodec.of(WorkloadRow.class);

  private SweepWorkloads() {}

  /** Writes those that the lake does not have. */
  static void note(SparkSession spark, Lake lake, SweepPlan plan) {
    Set<List<String>> there = there(lake, plan.sweep());
    List<WorkloadRow> missing =
        plan.config().configurations().values().stream()
            .flatMap(configurations -> rows(plan.sweep(), configurations).stream())
            .filter(row -> !there.contains(List.of(row.workload(), row.configuration())))
            .toList();
    if (!missing.isEmpty()) {
      String application = "shaketable/%s/workloads".formatted(plan.sweep());
      lake.append(
          TABLE,
          CODEC.dataset(spark, missing).coalesce(1),
          application,
          lake.lastTransaction(TABLE, application) + 1);
    }
  }

  private static List<WorkloadRow> rows(String sweep, List<Workload> configurations) {
    var settings = Specs.settings(configurations);
    List<WorkloadRow> rows = new ArrayList<>();
    for (int i = 0; i < configurations.size(); i++) {
      rows.add(
          WorkloadRows.of(sweep, configurations.get(i))
              .with(
                  settings.get(i).entrySet().stream()
                      .map(setting -> new SettingRow(setting.getKey(), setting.getValue()))
                      .toList()));
    }
    return rows;
  }

  private static Set<List<String>> there(Lake lake, String sweep) {
    Set<List<String>> there = new HashSet<>();
    for (Row row :
        lake.now(TABLE)
            .where(col("sweep").equalTo(sweep))
            .select("workload", "configuration")
            .collectAsList()) {
      there.add(List.of(row.getString(0), row.getString(1)));
    }
    return there;
  }
}
