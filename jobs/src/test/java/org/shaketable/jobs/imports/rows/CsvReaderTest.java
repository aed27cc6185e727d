package org.shaketable.jobs.imports.rows;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFiles;
import org.shaketable.jobs.imports.log.Skip;
import org.shaketable.jobs.imports.log.Skips;

/** What real tables of logs have. */
class CsvReaderTest {
  private static final CsvReader READER =
      new CsvReader(RowLayout.of(new RowLayout.Step("step", false, 1), List.of()), ',');

  @TempDir private Path directory;

  private Gathering read(byte[] bytes) throws IOException {
    return LogFiles.read(READER, directory, bytes, "loss");
  }

  private Gathering read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  private static Map<Skip, Long> skips(Gathering gathering) {
    return gathering.skips().sum().counts();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesEndAsOnAnySystem(String end) throws IOException {
    Gathering gathering = read(String.join(end, "step,loss", "1,0.5", "2,0.25", ""));
    assertThat(LogFiles.line(gathering, "loss")).isEqualTo("1=0.5 2=0.25");
    assertThat(gathering.skips().sum()).isEqualTo(Skips.NONE);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
    assertThat(LogFiles.line(read("\ufeffstep,loss\r\n1,0.5\r\n"), "loss")).isEqualTo("1=0.5");
    assertThat(LogFiles.line(read("\ufeffstep,loss\n1,0.5\n".getBytes(UTF_16LE)), "loss"))
        .isEqualTo("1=0.5");
  }

  @Test
  void wordsForWhatIsNotFiniteAreValuesAndSeventeenDigitsStay() throws IOException {
    Gathering gathering =
        read("step,loss\n1,NaN\n2,inf\n3,-Infinity\n4,0.30000000000000004\n5,\n6,None\n");
    assertThat(LogFiles.line(gathering, "loss"))
        .isEqualTo("1=NaN 2=Infinity 3=-Infinity 4=0.30000000000000004");
    assertThat(skips(gathering)).isEmpty();
  }

  @Test
  void stepsOutOfOrderAndEqualStepsAreCounted() throws IOException {
    Gathering gathering = read("step,loss\n3,3\n1,1\n2,2\n2,2.5\n");
    assertThat(LogFiles.line(gathering, "loss")).isEqualTo("1=1.0 2=2.5 3=3.0");
    assertThat(skips(gathering)).isEqualTo(Map.of(Skip.OUT_OF_ORDER, 1L, Skip.REPEATED, 1L));
  }

  @Test
  void aHeaderInTheMiddleIsARestart() throws IOException {
    Gathering gathering = read("step,loss\n1,1\n2,2\n3,3\nstep,loss\n2,20\n3,30\n4,40\n");
    assertThat(LogFiles.line(gathering, "loss")).isEqualTo("1=1.0 2=20.0 3=30.0 4=40.0");
    assertThat(skips(gathering)).isEqualTo(Map.of(Skip.OVERWRITTEN, 2L));
  }

  @Test
  void aLastRowWithoutAnEndIsCutOffEvenWithinANumber() throws IOException {
    String whole = "step,loss\n1,0.5\n2,0.25\n";
    for (int cut = 1; cut < 7; cut++) {
      Gathering gathering = read(whole.substring(0, whole.length() - cut));
      assertThat(LogFiles.line(gathering, "loss")).isEqualTo("1=0.5");
      assertThat(gathering.skips().sum().line())
          .isEqualTo("1 cut off at the end of the file (first: line 3)");
    }
  }

  @Test
  void rowsThatAreNoneAreCountedWithTheFirstPlaceOfEach() throws IOException {
    Gathering gathering = read("step,loss\n1,0.5\n2\n3,4,5\nx,6\n1.5,7\n-1,8\n4,oops\n5,0.1\n");
    assertThat(LogFiles.line(gathering, "loss")).isEqualTo("1=0.5 5=0.1");
    assertThat(gathering.skips().sum().line())
        .isEqualTo(
            "2 rows of another width than the header (first: line 3), 1 cells that hold no number"
                + " (first: line 8, loss 'oops'), 3 rows without a whole step (first: line 5)");
  }

  @Test
  void emptyFilesAndTablesWithoutRowsAreCounted() throws IOException {
    assertThat(skips(read(""))).containsOnlyKeys(Skip.EMPTY);
    assertThat(skips(read("\ufeff"))).containsOnlyKeys(Skip.EMPTY);
    assertThat(skips(read("step,loss\n"))).containsOnlyKeys(Skip.EMPTY);
    assertThat(read("step,loss\n").logs()).isEmpty();
  }

  @Test
  void gzipIsUnpackedAndMayBeCutOff() throws IOException {
    StringBuilder text = new StringBuilder("step,loss\n");
    for (int step = 0; step < 3000; step++) {
      text.append(step).append(',').append(Math.sin(step)).append('\n');
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.toString().getBytes(UTF_8));
    }
    Gathering all = read(packed.toByteArray());
    assertThat(all.logs().get(0).points()).isEqualTo(3000);
    assertThat(skips(all)).isEmpty();

    Gathering cut = read(Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    assertThat(cut.logs().get(0).points()).isBetween(500L, 2500L);
    assertThat(skips(cut)).isEqualTo(Map.of(Skip.TRUNCATED, 1L));
  }

  @Test
  void aCommentInJsonSaysFactsAndABrokenOneIsCounted() throws IOException {
    assertThat(
            read("#{\"t_start\": 1.5, \"env_id\": \"CartPole-v1\"}\nstep,loss\n1,2\n")
                .logs()
                .get(0)
                .variables())
        .containsEntry("env_id", "CartPole-v1");
    Gathering broken = read("#{\"t_start\": 1.5, \nstep,loss\n1,2\n");
    assertThat(LogFiles.line(broken, "loss")).isEqualTo("1=2.0");
    assertThat(skips(broken)).isEqualTo(Map.of(Skip.CORRUPT, 1L));
  }
}
