package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.jobs.AnalyzedLake;

/**
 * Every notebook runs from top to bottom in a kernel of Debian's python3-ipykernel. Its commands
 * are answered by this process, whose Spark runs already, on the lake that all tests share.
 */
class NotebooksTest {
  private static final Path NOTEBOOKS = Path.of("../notebooks").toAbsolutePath().normalize();
  private static final Path EXECUTED = Path.of("target/notebooks").toAbsolutePath();
  private static final String PYTHON = "/usr/bin/python3";

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
      assertThat(found).hasSizeGreaterThanOrEqualTo(4);
      return found;
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void outputsAreStripped(Path notebook) throws IOException {
    for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        assertThat(cell.path("outputs")).isEmpty();
        assertThat(cell.path("execution_count").isNull()).isTrue();
      }
    }
  }

  @Test
  void notebooksRunFromTopToBottom() throws Exception {
    assumeTrue(
        ended(List.of(PYTHON, "-c", "import nbclient, ipykernel, pandas, matplotlib"), 0) == 0,
        "needs python3-nbclient, python3-ipykernel, python3-pandas and python3-matplotlib");
    List<String> command = new ArrayList<>(List.of(PYTHON, NOTEBOOKS + "/execute.py"));
    command.add(EXECUTED.toString());
    notebooks().forEach(notebook -> command.add(notebook.toString()));

    try (CommandSocket commands = new CommandSocket()) {
      assertThat(ended(command, commands.port())).isZero();
    }

    for (Path notebook : notebooks()) {
      JsonNode executed =
          new ObjectMapper().readTree(EXECUTED.resolve(notebook.getFileName()).toFile());
      assertThat(executed.findValues("image/png")).hasSizeGreaterThanOrEqualTo(1);
      assertThat(executed.findValues("text/html")).hasSizeGreaterThanOrEqualTo(1);
      // An answer without rows is a table without a body.
      assertThat(executed.findValues("text/html"))
          .allSatisfy(table -> assertThat(table.toString()).contains("<td>"));
    }
    // Each of the ten runs of a dose has its placebo.
    assertThat(Files.readString(EXECUTED.resolve("your-own.ipynb")))
        .containsPattern("<td>0\\.6</td>\\\\n\",\\s*\" *<td>10</td>");
  }

  private static int ended(List<String> command, int port)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Path client = Path.of("src/test/resources/notebooks/client.py").toAbsolutePath();
    builder.environment().put("SHAKETABLE", "%s '%s' %d".formatted(PYTHON, client, port));
    builder.environment().put("SHAKETABLE_LAKE", AnalyzedLake.lake().toString());
    builder.environment().put("MPLBACKEND", "module://matplotlib_inline.backend_inline");
    return builder.start().waitFor();
  }
}
