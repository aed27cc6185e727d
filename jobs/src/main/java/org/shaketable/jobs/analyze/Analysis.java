package org.shaketable.jobs.analyze;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.shaketable.analytics.Analytics;
import org.shaketable.analytics.DisagreeingTables;
import org.shaketable.analytics.LakeTables;
import org.shaketable.analytics.Tables;
import org.shaketable.analytics.codec.RecordCodec;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.packing.SideBySide;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.analytics.table.TableDefinition;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Agreement;
import org.shaketable.jobs.lake.DriverRows;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.lake.SmallLake;

/** Computes the result tables of a lake, sweep by sweep. */
public final class Analysis {
  private static final Map<String, TableDefinition> TABLES =
      Tables.RESULTS.stream().collect(Collectors.toMap(TableDefinition::name, Function.identity()));

  private static final RecordCodec<RepeatRow> REPEATS = RecordCodec.of(RepeatRow.class);

  private Analysis() {}

  /**
   * Computes and writes all result tables.
   *
   * @param sweep which sweep; empty for every sweep of the lake
   * @return the sweeps analysed
   * @throws Mistake when there is no such sweep, or no run at all
   */
  public static List<String> run(Lake lake, Optional<String> sweep, AnalyticsSettings settings) {
    boolean small = SmallLake.is(lake);
    Supplier<List<String>> analysis = () -> analyze(lake, sweep, settings, small);
    return small ? SmallLake.during(List.of(lake.session()), analysis) : analysis.get();
  }

  private static List<String> analyze(
      Lake lake, Optional<String> sweep, AnalyticsSettings settings, boolean small) {
    List<String> known =
        DriverRows.collected(lake.now("runs").select("sweep").distinct()).texts("sweep").stream()
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
    wanted.forEach(name -> Agreement.require(lake, name));
    requireReplaceable(lake);
    boolean alone = known.size() == 1;
    wanted.forEach(name -> analyze(new Results(lake, name, alone, small), settings));
    return wanted;
  }

  /** Looks at the logs of all tables that are written in the end, before anything is computed. */
  private static void requireReplaceable(Lake lake) {
    TABLES.keySet().parallelStream().filter(lake::has).forEach(lake::requireWritable);
  }

  private static void analyze(Results results, AnalyticsSettings settings) {
    Lake lake = results.lake();
    String versions =
        "{\"runs\":%d,\"trajectories\":%d}"
            .formatted(lake.version("runs"), lake.version("trajectories"));
    LakeTables tables =
        new LakeTables(
            lake.now("workloads"),
            lake.now("runs"),
            lake.now("trajectories"),
            lake.has("repeats")
                ? lake.now("repeats").collectAsList().stream().map(REPEATS::record).toList()
                : List.of());
    try (Analytics analytics =
        new Analytics(results.sweep(), tables, settings, ClaimsFile.read(), versions)) {
      writeAll(analytics.tables(), results);
    } catch (DisagreeingTables e) {
      throw new Mistake("Cannot analyze lake %s: %s".formatted(lake, e.getMessage()), e);
    }
  }

  /** Several tables at a time: most of a small table's time is waiting for its commit. */
  private static void writeAll(Map<String, Dataset<Row>> tables, Results results) {
    SideBySide.of(
        tables.entrySet().stream()
            .<Supplier<Void>>map(
                table ->
                    () -> {
                      results.write(table.getKey(), table.getValue());
                      return null;
                    })
            .toList());
    if (PathBarriers.possible(results.lake(), results.sweep())) {
      results.write("path_barriers", PathBarriers.of(results.lake(), results.sweep()));
    }
  }

  /**
   * Where the results of a sweep go.
   *
   * @param alone whether the lake has no other sweep
   * @param small whether every result is small enough for the driver
   */
  private record Results(Lake lake, String sweep, boolean alone, boolean small) {

    void write(String table, Dataset<Row> rows) {
      String[] partitions = TABLES.get(table).partitionedBy().toArray(String[]::new);
      Dataset<Row> ready = small ? Lake.held(rows) : rows;
      if (alone) {
        lake.replaceAll(table, ready, partitions);
      } else {
        lake.replace(table, ready, sweep, partitions);
      }
    }
  }
}
