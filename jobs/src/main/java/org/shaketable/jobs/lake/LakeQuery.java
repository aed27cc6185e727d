package org.shaketable.jobs.lake;

import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.shaketable.jobs.Mistake;

/** Queries over a lake in SQL: reading only, every table by its plain name. */
public final class LakeQuery {
  private LakeQuery() {}

  /**
   * The answer to a query.
   *
   * @throws Mistake when it does not parse, names what does not exist, or is not a query
   */
  public static Dataset<Row> run(SparkSession spark, Lake lake, String query) {
    refuseCommands(parsed(spark, query), query);
    // Reading a table's log takes a while, so only those that the query may name.
    lake.tables().stream()
        .filter(table -> query.toLowerCase(Locale.ROOT).contains(table))
        .forEach(lake::registerView);
    try {
      return spark.sql(query);
    } catch (Exception e) {
      // Spark throws AnalysisException, which is checked, without declaring it.
      if (e instanceof AnalysisException analysis) {
        throw mistake(analysis, lake);
      }
      throw e;
    }
  }

  private static LogicalPlan parsed(SparkSession spark, String query) {
    try {
      return spark.sessionState().sqlParser().parsePlan(query);
    } catch (Exception e) {
      if (e instanceof ParseException parse) {
        throw new Mistake(
            "Invalid query: expected SQL that parses, found %s; correct it there"
                .formatted(plain(parse.getMessage())),
            e);
      }
      throw new IllegalStateException(e);
    }
  }

  private static void refuseCommands(LogicalPlan plan, String query) {
    boolean writes =
        plan.exists(
            node ->
                node instanceof Command
                    || node instanceof ParsedStatement
                    || node instanceof InsertIntoStatement);
    if (writes) {
      throw new Mistake(
          "Invalid query: expected a query that reads, such as SELECT, found '%s'; the tables are read-only here"
              .formatted(query.strip().split("\\s+", 2)[0]));
    }
  }

  private static Mistake mistake(AnalysisException e, Lake lake) {
    String tables = String.join(", ", lake.tables());
    return new Mistake(
        "Invalid query: %s; lake %s has the tables %s"
            .formatted(plain(e.getMessage()), lake, tables),
        e);
  }

  /** The first line of Spark's message, without its error class. */
  private static String plain(String message) {
    return message
        .strip()
        .lines()
        .findFirst()
        .orElse("a fault")
        .replaceFirst("^\\[[A-Z_.]+\\] ", "")
        .replace(".(line", " (line")
        .replaceFirst("\\.?$", "");
  }
}
