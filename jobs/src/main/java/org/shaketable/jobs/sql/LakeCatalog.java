package org.shaketable.jobs.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.shaketable.jobs.lake.Lake;

/**
 * A lake's tables and the views of {@code conf/tables.sql} in the catalog of a session, made by the
 * statements of that file.
 */
final class LakeCatalog {
  private static final Pattern NAME =
      Pattern.compile("^CREATE (TABLE IF NOT EXISTS|OR REPLACE VIEW) (\\w+)");

  /** Where the statements want the lake's directory, for Spark's own variables elsewhere. */
  private static final String ROOT = "${lake}";

  private final SparkSession session;
  private final Lake lake;
  private final Map<String, String> statements = new LinkedHashMap<>();
  private final Set<String> registered = new HashSet<>();

  LakeCatalog(SparkSession session, Lake lake) {
    this.session = session;
    this.lake = lake;
    // A lake's name, and what a query looks for, may have a dollar and braces.
    session.conf().set("spark.sql.variable.substitute", false);
    for (String statement : Statements.of(file()).complete()) {
      Matcher matcher = NAME.matcher(code(statement));
      if (!matcher.find()) {
        throw new IllegalStateException("Cannot read conf/tables.sql: " + statement);
      }
      statements.put(matcher.group(2), code(statement));
    }
  }

  private static String file() {
    try (InputStream in = LakeCatalog.class.getResourceAsStream("tables.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A statement from its first word on, behind the comments above it. */
  private static String code(String statement) {
    return statement.substring(Math.max(0, statement.indexOf("CREATE ")));
  }

  /** All names that there can be: tables, then views. */
  Set<String> names() {
    return statements.keySet();
  }

  /** Registers all that the lake has. */
  void register() {
    names().forEach(this::registerName);
  }

  /**
   * Registers what a text names, and what that rests on: reading a table's log takes a while, so
   * the others are left out. A text that asks for names gets all.
   */
  void register(String text) {
    if (text.strip().toLowerCase(Locale.ROOT).startsWith("show")) {
      register();
      return;
    }
    Deque<String> texts = new ArrayDeque<>(List.of(text));
    Set<String> wanted = new HashSet<>();
    while (!texts.isEmpty()) {
      String lower = texts.removeFirst().toLowerCase(Locale.ROOT);
      for (String name : names()) {
        if (lower.contains(name) && wanted.add(name)) {
          texts.add(statements.get(name));
        }
      }
    }
    names().stream().filter(wanted::contains).forEach(this::registerName);
  }

  private void registerName(String name) {
    String statement = statements.get(name);
    boolean view = statement.startsWith("CREATE OR REPLACE VIEW");
    if (registered.contains(name) || !(view ? complete(statement) : lake.has(name))) {
      return;
    }
    // Another lake's of the same name may be in this process' catalog.
    session.sql("DROP %s IF EXISTS %s".formatted(view ? "VIEW" : "TABLE", name));
    try {
      session.sql(statement.replace(ROOT, literal(lake.root().toString())));
    } catch (Exception e) {
      // Tables that an earlier version analyzed may lack a column; Scala does not declare what it
      // throws.
      if (view && e instanceof AnalysisException) {
        return;
      }
      throw e;
    }
    if (!view) {
      lake.refuseEmptied(name);
    }
    registered.add(name);
  }

  /** A text as it stands between quotes in Spark's SQL. */
  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  /** Whether the lake has every table that a view names. */
  private boolean complete(String view) {
    return names().stream()
        .filter(name -> Pattern.compile("\\b" + name + "\\b").matcher(view).find())
        .filter(name -> statements.get(name).startsWith("CREATE TABLE"))
        .allMatch(lake::has);
  }
}
