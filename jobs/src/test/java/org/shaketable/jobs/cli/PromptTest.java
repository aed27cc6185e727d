package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.lake.Lake;
import org.shaketable.jobs.sql.LakeQuery;

class PromptTest {
  @TempDir Path directory;

  /** What a terminal shows to someone who types a text, Ctrl-D at its end. */
  private String typed(String text) throws IOException {
    SparkSession spark = TestSession.spark();
    LakeQuery queries =
        LakeQuery.over(spark, Lake.create(spark, directory.resolve("lake").toString()));
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(false)
            .type("dumb")
            .encoding(StandardCharsets.UTF_8)
            .streams(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), shown)
            .build()) {
      new Prompt(terminal, directory.resolve("history"), queries::run, RowFormat.CSV).run();
    }
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void statementsOverSeveralLinesAreAnsweredAndMistakesLeaveThePrompt() throws IOException {
    String shown =
        typed(
            """
            SELECT 40
              + 2 AS answer;
            DROP TABLE runs;
            SELECT 1 / 'no number' AS a, nothing;
            SELECT 'a;b' AS text; SELECT 7 AS second;
            """);

    assertThat(shown)
        .contains("sql> ", "...> ", "answer", "42", "a;b", "second")
        .contains("found a command; the tables are read-only here")
        .contains("Invalid query: A column")
        .doesNotContain("Exception", "\tat ");
    assertThat(directory.resolve("history")).content().contains("+ 2 AS answer", "DROP TABLE runs");
  }

  @Test
  void showTablesListsTablesAndViews() throws IOException {
    assertThat(typed("show tables;\nquit\nSELECT 'unreached';\n"))
        .contains("runs", "trajectories", "tonight_against_last_night")
        .doesNotContain("unreached\n");
  }

  @Test
  void whatFailsWhileItIsComputedIsOneLineToo() throws IOException {
    assertThat(typed("SELECT raise_error('too bad') AS a;\nSELECT 5 AS five;\n"))
        .contains("Cannot answer: ", "too bad", "five")
        .doesNotContain("\tat ");
  }
}
