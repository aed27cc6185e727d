package org.shaketable.jobs.sql;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.shaketable.jobs.Causes;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Lake;

/** Queries over a lake in SQL: reading only, every table and view by its plain name. */
public final class LakeQuery {
  private final SparkSession session;
  private final Lake lake;
  private final LakeCatalog catalog;

  private LakeQuery(SparkSession session, Lake lake) {
    this.session = session;
    this.lake = lake;
    this.catalog = new LakeCatalog(session, lake);
  }

  /** Queries over a lake, in a session of their own. */
  public static LakeQuery over(SparkSession spark, Lake lake) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.runSQLOnFiles", false);
    return new LakeQuery(session, lake);
  }

  /**
   * The answer to a query.
   *
   * @throws Mistake when it does not parse, names what does not exist, or does more than read
   */
  public Dataset<Row> run(String query) {
    LogicalPlan plan = parsed(query);
    ReadOnly.violation(plan)
        .ifPresent(
            violation -> {
              throw refused(violation);
            });
    catalog.register(query);
    try {
      return session.sql(query);
    } catch (Exception e) {
      // Spark throws AnalysisException, which is checked, without declaring it.
      if (e instanceof AnalysisException analysis) {
        throw mistake(analysis, lake);
      }
      throw e;
    }
  }

  /**
   * A mistake in a query that shows only while Spark computes its rows, such as a subquery with
   * more rows than one; empty where the fault is another.
   */
  public static Optional<Mistake> computed(Exception fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean told = cause instanceof SparkThrowable known && known.getErrorClass() != null;
    boolean raised = cause.getClass() == RuntimeException.class;
    return (told || raised) && !ofFiles(fault) && cause.getMessage() != null
        ? Optional.of(
            new Mistake(
                "Cannot answer the query: %s; correct it".formatted(plain(cause.getMessage())),
                fault))
        : Optional.empty();
  }

  /** Whether a fault came while a file was read, which no other query mends. */
  private static boolean ofFiles(Throwable fault) {
    return Causes.of(fault)
        .anyMatch(
            cause ->
                cause instanceof IOException
                    || raisedByParquet(cause)
                    || cause instanceof SparkThrowable known
                        && String.valueOf(known.getErrorClass()).matches(".*(FILE|PARQUET).*"));
  }

  private static boolean raisedByParquet(Throwable cause) {
    return cause.getStackTrace().length > 0
        && cause.getStackTrace()[0].getClassName().startsWith("org.apache.parquet.");
  }

  private LogicalPlan parsed(String query) {
    try {
      return session.sessionState().sqlParser().parsePlan(query);
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

  static Mistake refused(String violation) {
    return new Mistake(
        "Invalid query: expected a statement that reads, such as SELECT, SHOW, DESCRIBE or EXPLAIN, found %s; the tables are read-only here"
            .formatted(violation));
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
