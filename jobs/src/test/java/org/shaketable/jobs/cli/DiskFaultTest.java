package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.jobs.SmallDisk;
import org.shaketable.jobs.sweep.SmallSweep;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class DiskFaultTest {
  private static final String LINE =
      "Cannot write: No space left on device where lake %s, the output or Spark's temporary files"
          + " are; the runs that the lake has are safe: free space and give the same command again";

  @TempDir Path directory;

  private static CommandSpec sweep(String lake) {
    return new CommandLine(new Shaketable())
        .parseArgs("sweep", "sweep.yaml", "--lake", lake)
        .subcommand()
        .commandSpec();
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device,write,free space",
    "Disk quota exceeded,write,free space",
    "File too large,write,raise `ulimit -f`",
    "Read-only file system,write,make it writable",
    "Operation not permitted,write,make it writable",
    "Permission denied,read or write,give this user the right to",
    "Too many open files,open more files,raise `ulimit -n`"
  })
  void theNewsIsFoundInACauseAndInTheTextOfAnExecutorsTrace(
      String said, String verb, String remedy) {
    String line =
        LINE.formatted("/mnt/l")
            .replace("Cannot write", "Cannot " + verb)
            .replace("No space left on device", said)
            .replace("free space", remedy);
    Exception here = new IllegalStateException(new UncheckedIOException(new IOException(said)));
    Exception there =
        new SparkException(
            "Task 0 in stage 3.0 failed 4 times: java.io.IOException: %s\n\tat java.base/java.io"
                .formatted(said));

    assertThat(DiskFault.line(here, sweep("/mnt/l"))).contains(line);
    assertThat(DiskFault.line(there, sweep("/mnt/l"))).contains(line);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsSuchNews() {
    Exception there =
        new SparkException(
            "Task 0 failed: java.io.IOException: Mkdirs failed to create file:/l/a (exists=false)");

    assertThat(DiskFault.line(there, sweep("/mnt/l")).orElseThrow())
        .startsWith("Cannot write: no directory can be made where lake /mnt/l, ")
        .endsWith("make it writable and give the same command again");
  }

  @Test
  void anotherFaultIsNone() {
    assertThat(DiskFault.line(new IllegalStateException(), sweep("/mnt/l"))).isEmpty();
    assertThat(DiskFault.line(new IOException("Connection refused"), sweep("/mnt/l"))).isEmpty();
  }

  @Test
  void aFullDiskEndsWhateverWritesWithOneLineAndNothingIsLost() throws Exception {
    try (SmallDisk disk = SmallDisk.at(directory.resolve("disk"))) {
      assumeTrue(disk.mounted(), "mounting a disk is not allowed here");
      Path lake = disk.directory().resolve("lake");
      assertThat(sweep(1, lake).code()).isZero();

      disk.fill();
      List<ShaketableTest.Ended> full = new ArrayList<>(List.of(sweep(3, lake)));
      for (String command : List.of("analyze", "report", "maintain")) {
        full.add(ShaketableTest.run(command, "--lake", lake.toString()));
      }
      disk.free();

      assertThat(full)
          .allSatisfy(
              ended -> {
                assertThat(ended.err()).isEqualTo(LINE.formatted(lake) + System.lineSeparator());
                assertThat(ended.code()).isEqualTo(2);
              });
      ShaketableTest.Ended again = sweep(3, lake);
      assertThat(again.code()).as(again.err()).isZero();
      assertThat(again.out()).contains("To train: 8 runs; the lake has 4 of 12.");
    }
  }

  private ShaketableTest.Ended sweep(int replicates, Path lake) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("sweep.yaml"),
            SmallSweep.YAML.replace("replicates: 3", "replicates: " + replicates));
    return ShaketableTest.run("sweep", config.toString(), "--lake", lake.toString());
  }
}
