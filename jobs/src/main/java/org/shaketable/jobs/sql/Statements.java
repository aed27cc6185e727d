package org.shaketable.jobs.sql;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/**
 * A text of SQL statements, each ended by a semicolon, cut where Spark's own lexer sees one: not
 * inside quotes or comments.
 *
 * @param complete the statements that are ended, without their semicolons; none is blank
 * @param rest what stands behind the last semicolon, blank where nothing but comments does
 */
public record Statements(List<String> complete, String rest) {
  public Statements {
    complete = List.copyOf(complete);
  }

  /** The statements of a text. */
  public static Statements of(String text) {
    List<String> complete = new ArrayList<>();
    int from = 0;
    boolean blank = true;
    for (Token token : tokens(text)) {
      if (token.getType() == SqlBaseLexer.SEMICOLON) {
        if (!blank) {
          complete.add(part(text, from, token.getStartIndex()));
        }
        from = token.getStopIndex() + 1;
        blank = true;
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF) {
        blank = false;
      }
    }
    return new Statements(
        complete, blank ? "" : part(text, from, text.codePointCount(0, text.length())));
  }

  private static List<Token> tokens(String text) {
    SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    CommonTokenStream stream = new CommonTokenStream(lexer);
    stream.fill();
    return stream.getTokens();
  }

  /** Tokens count code points, strings count characters. */
  private static String part(String text, int from, int to) {
    return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to)).strip();
  }
}
