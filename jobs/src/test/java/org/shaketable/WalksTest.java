package org.shaketable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walks through the code that the packages of the modules describe. */
class WalksTest {
  private static final Path ROOT = Path.of("..");

  /** A type's name, or a method of it. */
  private static final Pattern NAMED = Pattern.compile("\\{@code\\s+([A-Z]\\w*)(?:\\.\\w+)?\\}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs/src/main/java/org/shaketable/jobs/package-info.java",
        "analytics/src/main/java/org/shaketable/analytics/package-info.java"
      })
  void everyTypeThatAWalkNamesIsThere(String page) throws IOException {
    String walk = Files.readString(ROOT.resolve(page)).replaceAll("\\n \\*\\s+", " ");
    List<String> named =
        NAMED.matcher(walk).results().map(match -> match.group(1)).distinct().toList();
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(types()).containsAll(named);
    assertThat(Pattern.compile("<li>").matcher(walk).results().map(MatchResult::group))
        .hasSizeBetween(5, 10);
  }

  private static Set<String> types() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
