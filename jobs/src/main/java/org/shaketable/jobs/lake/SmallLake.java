package org.shaketable.jobs.lake;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Settings of Spark for lakes so small that to make, compile and distribute a query takes longer
 * than its rows: expressions are interpreted, and all rows of a table are taken by one task.
 * Results are the same.
 */
public final class SmallLake {
  /** Bytes of trajectories. */
  private static final long BYTES = 4L << 20;

  /** By which a session's plans know that they are of a small lake, see {@link PlainPlans}. */
  private static final String SMALL = "spark.shaketable.small";

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry(SMALL, "true"),
          Map.entry("spark.sql.codegen.wholeStage", "false"),
          Map.entry("spark.sql.codegen.factoryMode", "NO_CODEGEN"),
          Map.entry("spark.sql.adaptive.enabled", "false"),
          // Rows that the driver holds come in one piece, too.
          Map.entry("spark.sql.leafNodeDefaultParallelism", "1"),
          Map.entry("spark.sql.shuffle.partitions", "1"),
          // Rows that the driver holds are joined, and the first of them found, by sorting them,
          // which takes no job and no generated code, see DriverQuery.
          Map.entry("spark.sql.autoBroadcastJoinThreshold", "-1"),
          Map.entry("spark.sql.execution.topKSortFallbackThreshold", "0"),
          Map.entry("spark.sql.exchange.reuse", "false"),
          // However many groups there are, none are sorted, see PlainPlans.
          Map.entry(
              "spark.sql.objectHashAggregate.sortBased.fallbackThreshold",
              Integer.toString(Integer.MAX_VALUE)),
          // Nobody reads how a query was planned.
          Map.entry("spark.sql.ui.explainMode", "simple"));

  private SmallLake() {}

  /** Whether trajectories take few bytes, if the checksum of their last commit says so. */
  public static boolean is(Lake lake) {
    if (!lake.has("trajectories")) {
      return false;
    }
    OptionalLong bytes = lake.bytes("trajectories");
    return bytes.isPresent() && bytes.getAsLong() <= BYTES;
  }

  /** Whether a session has these settings at the time. */
  static boolean settled(SparkSession session) {
    return "true".equals(session.conf().get(SMALL, "false"));
  }

  /** Does something with a lake, in a session whose settings fit it meanwhile where it is small. */
  public static <T> T duringIfSmall(Lake lake, SparkSession session, Supplier<T> action) {
    return is(lake) ? during(List.of(session), action) : action.get();
  }

  /** Does something in sessions whose settings are those of small lakes meanwhile. */
  public static <T> T during(List<SparkSession> sessions, Supplier<T> action) {
    List<Runnable> back = sessions.stream().map(SmallLake::settle).toList();
    try {
      return action.get();
    } finally {
      back.forEach(Runnable::run);
    }
  }

  /** Sets a session's settings; what is returned sets those back that it had. */
  private static Runnable settle(SparkSession session) {
    RuntimeConfig settings = session.conf();
    SparkContext context = session.sparkContext();
    Map<String, Option<String>> before =
        SETTINGS.keySet().stream().collect(Collectors.toMap(key -> key, settings::getOption));
    SETTINGS.forEach(settings::set);
    // Of jobs that are no queries, whose tasks are not told what the session has.
    SETTINGS.forEach(context::setLocalProperty);
    return () ->
        before.forEach(
            (key, value) -> {
              context.setLocalProperty(key, null);
              if (value.isDefined()) {
                settings.set(key, value.get());
              } else {
                settings.unset(key);
              }
            });
  }
}
