package org.shaketable.analytics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.evidence.ClaimDefinition;
import org.shaketable.analytics.packing.SideBySide;

/**
 * All result tables of one sweep, from its runs, trajectories and workloads.
 *
 * <p>Trajectories are read once, packed run by run, brought to their twins and kept. From the clean
 * ones come the clean bands, the meta-state models and the detectors' thresholds; then every run is
 * judged beside its twin, and every evaluation is placed in its model. All other tables are made of
 * the judged runs, one small record each; {@link Tables} says which table is computed by what.
 */
public final class Analytics implements AutoCloseable {
  private final Findings found;
  private final Map<String, Dataset<Row>> tables = new LinkedHashMap<>();

  /**
   * Computes all small tables; those as long as runs or trajectories are computed when they are
   * written.
   *
   * @param lake the tables of this sweep or of more
   * @param claims the claims to be judged
   * @param analysedVersions JSON of table to version, kept with every row
   * @throws IllegalArgumentException when the tables do not fit together
   */
  public Analytics(
      String sweep,
      LakeTables lake,
      AnalyticsSettings settings,
      List<ClaimDefinition> claims,
      String analysedVersions) {
    found = Findings.of(JudgedSweep.of(sweep, lake, settings), claims);
    // None waits for another: the driver's share of one goes on beside the tasks of the next.
    List<Dataset<Row>> rows =
        SideBySide.of(
            Tables.COMPUTED.stream()
                .<Supplier<Dataset<Row>>>map(table -> () -> table.rows(found, analysedVersions))
                .toList());
    for (int i = 0; i < rows.size(); i++) {
      tables.put(Tables.COMPUTED.get(i).definition().name(), rows.get(i));
    }
  }

  /** The result tables by name. */
  public Map<String, Dataset<Row>> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** Lets go of what was kept in memory. */
  @Override
  public void close() {
    found.release();
  }
}
