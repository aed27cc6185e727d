package org.shaketable.jobs.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.jobs.AnalyzedLake;
import org.shaketable.jobs.TestSession;
import org.shaketable.jobs.sql.LakeQuery;

/** Every SQL query of a notebook runs on an analyzed lake and finds something. */
class NotebooksTest {
  private static final Path NOTEBOOKS = Path.of("../notebooks");
  private static final Pattern QUERY =
      Pattern.compile("spark\\.sql\\(\"\"\"(.*?)\"\"\"", Pattern.DOTALL);

  static List<String> queries() throws IOException {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      List<String> queries =
          files
              .filter(file -> file.toString().endsWith(".ipynb"))
              .sorted()
              .flatMap(NotebooksTest::sources)
              .flatMap(source -> QUERY.matcher(source).results().map(NotebooksTest::sql))
              .toList();
      assertThat(queries).hasSizeGreaterThanOrEqualTo(5);
      return queries;
    }
  }

  private static String sql(MatchResult found) {
    return found.group(1).strip();
  }

  private static Stream<String> sources(Path notebook) {
    try {
      JsonNode cells = new ObjectMapper().readTree(notebook.toFile()).path("cells");
      return StreamSupport.stream(cells.spliterator(), false)
          .filter(cell -> cell.path("cell_type").asText().equals("code"))
          .map(NotebooksTest::joined);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A cell's source is a list of lines. */
  private static String joined(JsonNode cell) {
    StringBuilder text = new StringBuilder();
    cell.path("source").forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryOfANotebookRuns(String query) {
    LakeQuery lake = LakeQuery.over(TestSession.spark(), AnalyzedLake.lake());
    assertThat(lake.run(query).takeAsList(1)).isNotEmpty();
  }
}
