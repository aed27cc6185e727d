package org.shaketable.analytics.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.shaketable.analytics.stats.interaction.Collapses;
import org.shaketable.analytics.stats.interaction.Interaction;

/**
 * The table {@code interactions}: for each composition, collapse under all of its parts at once
 * against what they do alone, among the runs that had learned.
 *
 * <p>The parts are read from the composition's name: {@code a+b=0.5} is family {@code a} at the
 * condition's magnitude with family {@code b} at 0.5, each on its part of the schedule's name.
 */
final class Interactions {
  private static final String COMPOSITION = "COMPOSITION";
  private static final String PLUS = "\\+";

  private static final StructType SCHEMA =
      RunFacts.CONDITION
          .add("collapse_rate", DataTypes.DoubleType)
          .add("expected", DataTypes.DoubleType)
          .add("interaction", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("level", DataTypes.DoubleType)
          .add("n", DataTypes.IntegerType)
          .add("verdict", DataTypes.StringType)
          .add("reason", DataTypes.StringType);

  private Interactions() {}

  /** One row per composition; none where a sweep has no composition. */
  static Table of(List<JudgedRun> runs, double level) {
    Map<String, Collapses> alone = new TreeMap<>();
    Map<Condition, Collapses> together = new TreeMap<>();
    runs.stream()
        .filter(run -> !run.failed() && run.learned())
        .collect(Collectors.groupingBy(JudgedRun::condition))
        .forEach(
            (condition, members) -> {
              Collapses collapses =
                  new Collapses(
                      members.stream().filter(JudgedRun::collapsed).count(), members.size());
              if (condition.dimension().equals(COMPOSITION)) {
                together.put(condition, collapses);
              } else {
                alone.put(
                    key(condition, condition.family(), condition.magnitude(), condition.schedule()),
                    collapses);
              }
            });
    List<Row> rows = new ArrayList<>();
    together.forEach((condition, all) -> rows.add(row(condition, all, alone, level)));
    return new Table(SCHEMA, rows);
  }

  private static String key(Condition of, String family, double magnitude, String schedule) {
    return String.join(
        "|", of.workload(), of.stochasticity(), family, String.valueOf(magnitude), schedule);
  }

  /** The keys of the parts alone, in order. */
  private static List<String> parts(Condition condition) {
    String[] names = condition.family().split(PLUS, -1);
    String[] schedules = condition.schedule().split(PLUS, -1);
    List<String> parts = new ArrayList<>();
    parts.add(key(condition, names[0], condition.magnitude(), schedules[0]));
    for (int i = 1; i < names.length; i++) {
      int at = names[i].lastIndexOf('=');
      double magnitude = Double.parseDouble(names[i].substring(at + 1));
      parts.add(key(condition, names[i].substring(0, at), magnitude, schedules[i]));
    }
    return parts;
  }

  private static Row row(
      Condition condition, Collapses all, Map<String, Collapses> alone, double level) {
    Collapses none = new Collapses(0, 0);
    List<Collapses> parts =
        parts(condition).stream().map(part -> alone.getOrDefault(part, none)).toList();
    Interaction found = Interaction.of(all, parts, level);
    boolean missing = parts.stream().anyMatch(part -> part.runs() == 0);
    return Cells.row(
        condition.sweep(),
        condition.workload(),
        condition.dimension(),
        condition.family(),
        condition.magnitude(),
        condition.schedule(),
        condition.stochasticity(),
        found.rate(),
        found.expected(),
        found.interaction().estimate(),
        found.interaction().lower(),
        found.interaction().upper(),
        level,
        (int) found.interaction().n(),
        found.verdict(),
        missing ? "a part alone has no run that had learned" : null);
  }
}
