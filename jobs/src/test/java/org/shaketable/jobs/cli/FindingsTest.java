package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.jobs.config.SweepConfig;
import org.shaketable.jobs.sweep.PlanCounts;

/** The sweeps that are to answer the three claims, and what {@code plan} prints of them. */
class FindingsTest {
  private static final Path DIRECTORY = Path.of("../conf/findings");

  static Stream<Path> sweeps() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static List<String> power(Path file) {
    return new PowerText(SweepConfig.read(file)).lines();
  }

  private static String words(Path file) {
    SweepConfig config = SweepConfig.read(file);
    PlanCounts counts = PlanCounts.of(config.specs());
    return "%s: %,d runs, %,d of them clean, %,d placebos, %,d conditions\n%s\n"
        .formatted(
            file.getFileName(),
            counts.runs(),
            counts.clean(),
            counts.placebos(),
            counts.conditions(),
            String.join("\n", power(file)));
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void everySweepPlansAndDecidesTheClaimThatItIsNamedFor(Path file) {
    String claim = file.getFileName().toString().replaceFirst("[-.].*", "");
    List<String> lines =
        power(file).stream().filter(line -> line.strip().startsWith(claim)).toList();
    assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("undecidable"));
  }

  @Test
  void thePageSaysWhatPlanPrints() throws IOException {
    StringBuilder printed = new StringBuilder();
    for (Path file : sweeps().toList()) {
      printed.append("```\n").append(words(file)).append("```\n\n");
    }
    Path page = DIRECTORY.resolve("README.md");
    String head = Files.readString(page).replaceFirst("(?s)(## What plan prints\n\n).*", "$1");
    if (Boolean.getBoolean("tables.write")) {
      Files.writeString(page, head + printed.toString().stripTrailing() + "\n");
    }
    assertThat(page).content().isEqualTo(head + printed.toString().stripTrailing() + "\n");
  }

  @Test
  void aSweepOfOneConfigurationAndLevelIsToldWhatItLacks() {
    assertThat(power(Path.of("../conf/quickstart.yaml")))
        .anyMatch(
            line ->
                line.contains("decoupling")
                    && line.contains(
                        "needs 40 configurations (variants) or more, and 56 for 80 % power"))
        .anyMatch(line -> line.contains("buffering: undecidable: needs 4 levels"))
        .anyMatch(line -> line.contains("precedence") && line.contains("needs 20 conditions"));
  }
}
