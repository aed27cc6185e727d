package org.shaketable.jobs.imports.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFiles;
import org.shaketable.jobs.imports.log.RunLog;
import org.shaketable.jobs.imports.log.Skip;
import org.shaketable.jobs.imports.log.SkipCount;
import org.shaketable.jobs.imports.log.Skips;

/** On files that PyTorch's SummaryWriter wrote; make_event_files.py says how. */
class EventReaderTest {
  private static final Path KINDS =
      LogFiles.RESOURCES.resolve("events/kinds/events.out.tfevents.1700000000.host");

  private static byte[] kinds;

  @TempDir private Path directory;

  @BeforeAll
  static void read() throws IOException {
    kinds = Files.readAllBytes(KINDS);
  }

  private Gathering read(byte[] bytes) throws IOException {
    return LogFiles.read(new EventReader(), directory, bytes, "simple", "tensor", "double");
  }

  @Test
  void bothEncodingsOfScalarsAreReadAndOtherSummariesPass() throws IOException {
    Gathering gathering = read(kinds);

    assertThat(LogFiles.line(gathering, "simple"))
        .isEqualTo("0=0.5 1=1.5 2=2.5 3=3.5 4=4.5 5=NaN 6=Infinity");
    assertThat(LogFiles.line(gathering, "tensor")).isEqualTo("0=0.25 1=1.25 2=2.25 3=3.25 4=4.25");
    assertThat(LogFiles.line(gathering, "double")).isEqualTo("0=0.1 1=1.1 2=2.1 3=3.1 4=4.1");
    assertThat(gathering.skips().sum()).isEqualTo(Skips.NONE);
  }

  @Test
  void seriesThatNobodyAskedForAreNamed() throws IOException {
    Gathering gathering = LogFiles.read(new EventReader(), KINDS, "simple");
    assertThat(gathering.logs().get(0).others()).containsExactly("double", "tensor");
  }

  @Test
  void aWriterThatSaysWhereTheTrainingGoesOnTakesBackWhatWasLoggedFromThere() throws IOException {
    Path restarts = LogFiles.RESOURCES.resolve("events/restarts");
    List<RunLog> parts = new ArrayList<>();
    for (String second : List.of("0", "1")) {
      Path file = restarts.resolve("events.out.tfevents.170000000%s.host".formatted(second));
      parts.add(LogFiles.read(new EventReader(), file, "loss", "rare").logs().get(0));
    }
    SkipCount skips = new SkipCount();
    RunLog run = parts.get(0).then(parts.get(1), skips, "the second");
    assertThat(LogFiles.line(run.series().get("loss")))
        .isEqualTo("0=10.0 1=9.0 2=8.0 4=16.0 5=15.0 6=14.0 7=13.0 8=12.0");
    assertThat(LogFiles.line(run.series().get("rare"))).isEqualTo("0=0.0 1=1.0 2=2.0");
    assertThat(skips.sum().line())
        .isEqualTo(
            "6 values before a restart that came back to them (first: step 3 of the second)");
  }

  @Test
  void gzipIsUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(kinds);
    }
    assertThat(LogFiles.line(read(packed.toByteArray()), "simple")).endsWith("6=Infinity");

    Gathering cut = read(Arrays.copyOf(packed.toByteArray(), packed.size() - 20));
    assertThat(LogFiles.line(cut, "simple")).startsWith("0=0.5 1=1.5");
    assertThat(cut.skips().sum().count(Skip.TRUNCATED)).isEqualTo(1);
  }

  @Test
  void aLastRecordThatIsCutOffIsCountedWhereverItIsCut() throws IOException {
    for (int cut = 1; cut < 30; cut++) {
      Gathering gathering = read(Arrays.copyOf(kinds, kinds.length - cut));
      assertThat(LogFiles.line(gathering, "simple")).endsWith("4=4.5 5=NaN");
      assertThat(gathering.skips().sum().counts())
          .containsOnly(java.util.Map.entry(Skip.TRUNCATED, 1L));
    }
  }

  @Test
  void aCorruptRecordInTheMiddleCostsNoOther() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] broken = kinds.clone();
      int at = 60 + random.nextInt(broken.length - 200);
      broken[at] ^= (byte) (1 << random.nextInt(8));
      Gathering gathering = read(broken);
      assertThat(gathering.skips().sum().counts())
          .containsOnly(java.util.Map.entry(Skip.CORRUPT, 1L));
      assertThat(points(gathering)).isBetween(points(read(kinds)) - 1, points(read(kinds)));
    }
  }

  @Test
  void bytesThatAreMissingInTheMiddleCostOneRecord() throws IOException {
    int at = kinds.length / 2;
    byte[] shorter = new byte[kinds.length - 5];
    System.arraycopy(kinds, 0, shorter, 0, at);
    System.arraycopy(kinds, at + 5, shorter, at, shorter.length - at);
    Gathering gathering = read(shorter);
    assertThat(gathering.skips().sum().count(Skip.CORRUPT)).isEqualTo(1);
    assertThat(points(gathering)).isGreaterThanOrEqualTo(points(read(kinds)) - 1);
  }

  @Test
  void anEmptyFileAndOneOfOtherBytesAreCounted() throws IOException {
    assertThat(read(new byte[0]).skips().sum().counts()).containsOnlyKeys(Skip.EMPTY);
    assertThat(read(new byte[5]).skips().sum().counts()).containsOnlyKeys(Skip.TRUNCATED);
    assertThat(
            read("step,loss\n1,2\n3,4\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .skips()
                .sum()
                .counts())
        .containsOnlyKeys(Skip.CORRUPT);
  }

  private static long points(Gathering gathering) {
    return gathering.logs().stream().mapToLong(log -> log.points()).sum();
  }
}
