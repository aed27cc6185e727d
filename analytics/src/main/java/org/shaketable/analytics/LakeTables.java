package org.shaketable.analytics;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * The tables that an analysis reads, of one sweep or of more.
 *
 * @param repeats how far equal runs of programs drift apart; none where no program was trained
 */
public record LakeTables(
    Dataset<Row> workloads, Dataset<Row> runs, Dataset<Row> trajectories, List<RepeatRow> repeats) {
  private static final RecordCodec<WorkloadRow> WORKLOADS = RecordCodec.of(WorkloadRow.class);
  private static final RecordCodec<ConfigurationKey> KEYS = RecordCodec.of(ConfigurationKey.class);

  public LakeTables {
    repeats = List.copyOf(repeats);
  }

  /** The tables of a lake that no program was trained in. */
  public LakeTables(Dataset<Row> workloads, Dataset<Row> runs, Dataset<Row> trajectories) {
    this(workloads, runs, trajectories, List.of());
  }

  /** The rows of one sweep. */
  LakeTables of(String sweep) {
    return new LakeTables(
        of(workloads, sweep),
        of(runs, sweep),
        of(trajectories, sweep),
        repeats.stream().filter(row -> row.sweep().equals(sweep)).toList());
  }

  private static Dataset<Row> of(Dataset<Row> table, String sweep) {
    return table.filter(col("sweep").equalTo(sweep));
  }

  /** The workloads, by their keys in order. */
  Map<ConfigurationKey, WorkloadRow> workloadsByKey() {
    Map<ConfigurationKey, WorkloadRow> byKey = new TreeMap<>();
    workloads.collectAsList().stream()
        .map(WORKLOADS::record)
        .forEach(workload -> byKey.put(workload.key(), workload));
    return byKey;
  }

  /**
   * How many evaluations all runs have together.
   *
   * @param known the configurations that the table of workloads has
   * @throws DisagreeingTables where runs are of another
   */
  long evaluations(Set<ConfigurationKey> known) {
    List<Row> sums =
        runs.groupBy("sweep", "workload", "configuration")
            .agg(Map.of("evaluations", "sum"))
            .collectAsList();
    for (Row sum : sums) {
      ConfigurationKey key = KEYS.record(sum);
      if (!known.contains(key)) {
        throw new DisagreeingTables(
            "Invalid table workloads: expected a row for every workload that table runs has, found none for %s of sweep %s; write it again with `shaketable sweep CONFIG`, in an older lake with `shaketable maintain --migrate`"
                .formatted(key.name(), key.sweep()));
      }
    }
    return sums.stream().mapToLong(sum -> sum.getLong(3)).sum();
  }
}
