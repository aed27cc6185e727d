package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shaketable.perturbation.Surface;
import org.shaketable.training.workload.Feature;

/** The page from which clients are written has all that the code knows. */
class ProtocolPageTest {
  private static String page() throws IOException {
    return Files.readString(Path.of(System.getProperty("basedir", "."), "PROGRAMS.md"));
  }

  @Test
  void thePageIsOfThisVersion() throws IOException {
    assertThat(page())
        .contains("## The protocol, version %d\n".formatted(Conversation.VERSION))
        .contains("`{\"hello\": %d,".formatted(Conversation.VERSION));
  }

  @Test
  void eachHookHasARowAndNoOtherHas() throws IOException {
    String table = page().replaceFirst("(?s).*\n\\| `hook` \\|.*?\n\\|[-|]+\n", "");
    List<String> named =
        table
            .substring(0, table.indexOf("\n\n"))
            .lines()
            .map(row -> row.split("\\|")[1])
            .flatMap(ProtocolPageTest::words)
            .toList();
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            HookCalls.all().stream()
                .filter(surface -> surface != Surface.INITIALISATION)
                .map(HookCalls::word)
                .distinct()
                .toList());
  }

  private static Stream<String> words(String cell) {
    return Pattern.compile("`([^`]+)`").matcher(cell).results().map(match -> match.group(1));
  }

  @Test
  void eachFeatureAndEachTypeOfAnArrayIsNamed() throws IOException {
    Stream<String> types = Stream.of(Slot.Type.values()).map(Slot.Type::word);
    assertThat(page())
        .contains(
            Stream.concat(types, Feature.columns().stream())
                .map(word -> "`" + word + "`")
                .toList());
  }
}
