package org.shaketable.jobs.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sql.LakeQuery;
import org.shaketable.jobs.sql.Statements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a query over the lake's tables, or one after the other. */
@Command(
    name = "sql",
    description = "Answers a query; every table has its plain name. Without one it asks for them.")
final class SqlCommand implements Runnable {
  @Mixin private SparkOptions spark;
  @Mixin private LakeOption lake;

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      defaultValue = "table",
      description = "How rows are printed; default: ${DEFAULT-VALUE}.")
  private RowFormat format;

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description =
          "e.g. \"SELECT family, count(*) FROM runs GROUP BY 1\"; without it, statements that end"
              + " in ; are read from the terminal or a pipe.")
  private String query;

  @Override
  public void run() {
    SparkSession session = spark.session();
    LakeQuery queries = LakeQuery.over(session, Lake.open(session, lake.directory()));
    try {
      if (query != null) {
        answer(queries, query);
      } else if (System.console() == null) {
        script(queries);
      } else {
        prompt(queries);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Answers each statement as soon as it is ended, so that a program can ask on; the first mistake
   * ends it.
   */
  private void script(LakeQuery queries) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String rest = "";
    for (String line = lines.readLine();
        line != null && !Output.lost(System.out);
        line = lines.readLine()) {
      rest += line + "\n";
      if (line.contains(";")) {
        Statements statements = Statements.of(rest);
        statements.complete().forEach(statement -> answer(queries, statement));
        rest = statements.rest();
      }
    }
    String last = Statements.of(rest).rest();
    if (!last.isEmpty()) {
      answer(queries, last);
    }
  }

  private void answer(LakeQuery queries, String statement) {
    try {
      format.print(queries.run(statement), System.out);
      System.out.flush();
    } catch (Mistake e) {
      throw e;
    } catch (Exception e) {
      // Scala does not declare that Spark's exceptions are checked.
      LakeQuery.computed(e)
          .ifPresent(
              mistake -> {
                throw mistake;
              });
      throw e;
    }
  }

  private void prompt(LakeQuery queries) throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().name("shaketable").build()) {
      Path history = Path.of(System.getProperty("user.home"), ".shaketable_history");
      new Prompt(terminal, history, queries::run, format).run();
    }
  }
}
