package org.shaketable.jobs.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.sql.Statements;

/**
 * Asks for statements on a terminal until Ctrl-D. A statement may take several lines and ends with
 * a semicolon; lines are kept for the next time; a mistake is told in one line and the prompt
 * stays.
 */
final class Prompt {
  private static final Set<String> LEAVE = Set.of("exit", "quit");

  private final Terminal terminal;
  private final LineReader reader;
  private final PrintStream out;
  private final Function<String, Dataset<Row>> answer;
  private final RowFormat format;

  Prompt(Terminal terminal, Path history, Function<String, Dataset<Row>> answer, RowFormat format) {
    this.terminal = terminal;
    this.answer = answer;
    this.format = format;
    this.out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new UntilSemicolon())
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "...> ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  /** A line is a whole one when its last statement is ended. */
  private static final class UntilSemicolon implements Parser {
    private final Parser words = new DefaultParser().quoteChars(new char[0]).escapeChars(null);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      boolean ended = leaves(line) || Statements.of(line).rest().isEmpty();
      if (!ended && context == ParseContext.ACCEPT_LINE) {
        throw new EOFError(-1, cursor, "A semicolon ends the statement");
      }
      return words.parse(line, cursor, context);
    }
  }

  private static boolean leaves(String line) {
    return LEAVE.contains(line.strip().toLowerCase(Locale.ROOT).replaceFirst("\\s*;$", ""));
  }

  /** Asks until it is told to end. */
  void run() {
    out.println("Statements end with ; and only read. SHOW TABLES; lists tables. Ctrl-D leaves.");
    while (true) {
      try {
        String line = reader.readLine("sql> ");
        if (leaves(line)) {
          return;
        }
        answer(Statements.of(line).complete());
      } catch (UserInterruptException e) {
        // Ctrl-C gives up the statement that was being written.
        terminal.flush();
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  private void answer(List<String> statements) {
    try {
      statements.forEach(statement -> format.print(answer.apply(statement), out));
    } catch (Mistake e) {
      out.println(e.getMessage());
    } catch (Exception e) {
      // Spark finds some mistakes, such as a text that is no number, only when it computes; what it
      // throws then is checked, but Scala does not declare it.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      out.println("Cannot answer: " + cause.toString().lines().findFirst().orElse("a fault"));
    }
  }
}
