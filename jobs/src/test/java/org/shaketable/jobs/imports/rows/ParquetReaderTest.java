package org.shaketable.jobs.imports.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.imports.log.Gathering;
import org.shaketable.jobs.imports.log.LogFiles;
import org.shaketable.jobs.imports.log.Skip;

/** On a file that pandas wrote; make_parquet_file.py says how. */
class ParquetReaderTest {
  private static final Path FILE = LogFiles.RESOURCES.resolve("logs/parquet/metrics.parquet");
  private static final ParquetReader READER =
      new ParquetReader(
          new RowLayout(
              new RowLayout.Step("step", false, 1),
              List.of("experiment", "seed"),
              null,
              "metric",
              "value",
              Set.of()));

  @TempDir private Path directory;

  @Test
  void runsOfOneFileAreToldApartAndKeepEveryBit() throws IOException {
    Gathering gathering = LogFiles.read(READER, FILE, "accuracy", "loss");
    assertThat(gathering.logs()).hasSize(2);
    assertThat(gathering.logs().get(1).variables())
        .isEqualTo(java.util.Map.of("experiment", "spirals", "seed", "1"));
    assertThat(LogFiles.line(gathering.logs().get(1).series().get("loss")))
        .isEqualTo(
            "0=0.7 10=0.16153846153846152 20=0.09130434782608694 40=0.048837209302325574"
                + " 50=0.03962264150943396");
    assertThat(gathering.skips().sum().counts()).isEmpty();
  }

  @Test
  void filesThatAreCutOffOrEmptyOrNoneAreCounted() throws IOException {
    byte[] whole = Files.readAllBytes(FILE);
    assertThat(skips(Arrays.copyOf(whole, whole.length - 100))).containsOnly(Skip.CORRUPT);
    assertThat(skips(new byte[0])).containsOnly(Skip.EMPTY);
    assertThat(skips("no parquet at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .containsOnly(Skip.CORRUPT);
  }

  private Set<Skip> skips(byte[] bytes) throws IOException {
    return LogFiles.read(READER, directory, bytes, "loss").skips().sum().counts().keySet();
  }
}
