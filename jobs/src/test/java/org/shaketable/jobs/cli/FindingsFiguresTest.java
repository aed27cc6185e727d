package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the findings say what the tables beside them say. */
class FindingsFiguresTest {
  private static final Path FINDINGS =
      Path.of("../notebooks/findings").toAbsolutePath().normalize();
  private static final String PYTHON = "/usr/bin/python3";

  /** Words and numbers; where they stand, each version of matplotlib decides. */
  private static final Pattern TEXT = Pattern.compile("<text[^>]*>([^<]*)</text>");

  @Test
  void theyAreDrawnOfTheTablesAsTheyAre(@TempDir Path drawn) throws Exception {
    assumeTrue(
        ended(PYTHON, "-c", "import matplotlib, pandas") == 0,
        "needs python3-pandas and python3-matplotlib");
    assertThat(ended(PYTHON, FINDINGS.resolve("figures.py").toString(), drawn.toString())).isZero();
    for (String figure : List.of("decoupling.svg", "buffering.svg", "precedence.svg")) {
      assertThat(texts(FINDINGS.resolve(figure)))
          .as(figure)
          .hasSizeGreaterThan(20)
          .isEqualTo(texts(drawn.resolve(figure)));
    }
  }

  private static List<String> texts(Path figure) throws IOException {
    return TEXT.matcher(Files.readString(figure)).results().map(found -> found.group(1)).toList();
  }

  private static int ended(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
