package org.shaketable.jobs.imports.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFiles;
import org.shaketable.jobs.imports.log.LogReader;
import org.shaketable.jobs.imports.log.Skip;

/** JSON Lines and trainer_state.json as crashes and other systems leave them. */
class JsonReadersTest {
  private static final RowLayout LAYOUT =
      RowLayout.of(new RowLayout.Step("step", false, 1), List.of());

  @TempDir private Path directory;

  private Gathering read(LogReader reader, String text) throws IOException {
    return LogFiles.read(reader, directory, text.getBytes(UTF_8), "loss", "eval.loss");
  }

  private Gathering lines(String text) throws IOException {
    return read(new JsonLinesReader(LAYOUT), text);
  }

  private Gathering state(String text) throws IOException {
    return read(new TrainerStateReader(LAYOUT), text);
  }

  private static Map<Skip, Long> skips(Gathering gathering) {
    return gathering.skips().sum().counts();
  }

  @Test
  void linesHaveWordsAndDigitsAndEndsOfAnySystem() throws IOException {
    Gathering gathering =
        lines(
            "\ufeff{\"step\": 1, \"loss\": NaN}\r\n\r\n"
                + "{\"step\": 2, \"loss\": -Infinity}\r\n"
                + "{\"step\": 3, \"loss\": 0.30000000000000004, \"eval\": {\"loss\":"
                + " \"inf\"}}\r\n");
    assertThat(LogFiles.line(gathering, "loss"))
        .isEqualTo("1=NaN 2=-Infinity 3=0.30000000000000004");
    assertThat(LogFiles.line(gathering, "eval.loss")).isEqualTo("3=Infinity");
    assertThat(skips(gathering)).isEmpty();
  }

  @Test
  void linesThatAreNoneAreCountedAndTheOthersRead() throws IOException {
    Gathering gathering =
        lines(
            "{\"step\": 1, \"loss\": 1}\n"
                + "{\"step\": 2, \"lo\n"
                + "[3]\n"
                + "{\"loss\": 4}\n"
                + "{\"step\": 6, \"loss\": 6}\n"
                + "{\"step\": 5, \"loss\": 5}\n"
                + "{\"step\": 5, \"loss\": 5.5}\n"
                + "{\"step\": 7, \"loss\": \"x\"}\n"
                + "{\"step\": 8, \"l");
    assertThat(LogFiles.line(gathering, "loss")).isEqualTo("1=1.0 5=5.5 6=6.0");
    assertThat(gathering.skips().sum().line())
        .isEqualTo(
            "1 cut off at the end of the file (first: line 9), 2 corrupt (first: line 2), 1 cells"
                + " that hold no number (first: line 8, loss 'x'), 1 rows without a whole step"
                + " (first: line 4), 1 values of a step that was logged again (first: series loss),"
                + " 1 values out of the order of steps, put in order (first: series loss)");
  }

  @Test
  void emptyFilesAreCounted() throws IOException {
    assertThat(skips(lines(""))).containsOnlyKeys(Skip.EMPTY);
    assertThat(skips(state(""))).containsOnlyKeys(Skip.EMPTY);
  }

  @Test
  void aStateThatIsCutOffGivesWhatCameBefore() throws IOException {
    String whole =
        "{\"epoch\": 1.0, \"log_history\": [{\"step\": 1, \"loss\": 1.5}, {\"step\": 2, \"loss\":"
            + " NaN}], \"max_steps\": 2}";
    Gathering all = state(whole);
    assertThat(LogFiles.line(all, "loss")).isEqualTo("1=1.5 2=NaN");
    assertThat(all.logs().get(0).variables()).containsEntry("max_steps", "2");
    Gathering cut = state(whole.substring(0, whole.indexOf("NaN")));
    assertThat(LogFiles.line(cut, "loss")).isEqualTo("1=1.5");
    assertThat(skips(cut)).isEqualTo(Map.of(Skip.TRUNCATED, 1L));
  }

  @Test
  void aStateThatIsNoJsonIsCorrupt() throws IOException {
    Gathering gathering = state("{\"log_history\": [{\"step\": 1, \"loss\": 1.5}, oops]}");
    assertThat(LogFiles.line(gathering, "loss")).isEqualTo("1=1.5");
    assertThat(gathering.skips().sum().line()).isEqualTo("1 corrupt (first: line 1)");
  }
}
