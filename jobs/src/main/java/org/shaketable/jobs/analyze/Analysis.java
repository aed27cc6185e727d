package org.shaketable.jobs.analyze;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.spark.Analytics;
import org.shaketable.analytics.spark.AnalyticsSettings;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Lake;

/** Computes the result tables of a lake, sweep by sweep. */
public final class Analysis {
  private Analysis() {}

  /**
   * Computes and writes all result tables.
   *
   * @param sweep which sweep; empty for every sweep of the lake
   * @return the sweeps analysed
   * @throws Mistake when there is no such sweep, or no run at all
   */
  public static List<String> run(Lake lake, Optional<String> sweep, AnalyticsSettings settings) {
    List<String> known =
        lake.read("runs").select("sweep").distinct().as(Encoders.STRING()).collectAsList().stream()
            .sorted()
            .toList();
    List<String> wanted = sweep.map(List::of).orElse(known);
    if (known.isEmpty() || !known.containsAll(wanted)) {
      throw new Mistake(
          "Cannot analyze lake %s: expected %s, found %s; train one with `shaketable sweep CONFIG`"
              .formatted(
                  lake,
                  sweep.map(name -> "sweep " + name).orElse("at least one sweep"),
                  known.isEmpty() ? "none" : "the sweeps " + String.join(", ", known)));
    }
    wanted.forEach(name -> analyze(lake, name, settings));
    return wanted;
  }

  private static void analyze(Lake lake, String sweep, AnalyticsSettings settings) {
    String versions =
        "{\"runs\":%d,\"trajectories\":%d}"
            .formatted(lake.version("runs"), lake.version("trajectories"));
    try (Analytics analytics =
        new Analytics(
            sweep,
            lake.read("runs"),
            lake.read("trajectories"),
            settings,
            ClaimsFile.read(),
            versions)) {
      analytics.tables().forEach((table, rows) -> write(lake, table, rows, sweep));
    }
  }

  private static void write(Lake lake, String table, Dataset<Row> rows, String sweep) {
    String[] partitions =
        Map.of("meta_states", new String[] {"sweep", "workload"})
            .getOrDefault(table, new String[0]);
    lake.replace(table, rows, sweep, partitions);
  }
}
