package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes takes its place whole or not at all: a JVM ends where it is cut short. */
class ClassArchiveTest {
  private static final Path SCRIPT = Path.of("bin", "archive-classes").toAbsolutePath();

  @TempDir Path target;

  /** Ends with the script's exit code, where the JVM does what a script says. */
  private int archive(String recording, String check) throws Exception {
    Path java =
        Files.writeString(
            Files.createTempDirectory(target, "jdk").resolve("java"),
            """
            #!/bin/bash
            for word in "$@"; do
              case "$word" in
                -XX:ArchiveClassesAtExit=*) new="${word#*=}"; %s; exit ;;
                -Xshare:on) %s; exit ;;
              esac
            done
            """
                .formatted(recording, check));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ProcessBuilder(
            SCRIPT.toString(), target.resolve("a.jsa").toString(), java.toString(), "-cp", "a.jar")
        .start()
        .waitFor();
  }

  private void assertArchive(String content) throws IOException {
    assertThat(target.resolve("a.jsa")).hasContent(content);
    assertThat(target).isDirectoryNotContaining("glob:**/a.jsa.*");
  }

  @Test
  void whatWasRecordedTakesItsPlaceOnceTheJvmAcceptsIt() throws Exception {
    assertThat(archive("echo whole >\"$new\"", "true")).isZero();

    assertArchive("whole");
  }

  @Test
  void whatTheJvmDoesNotAcceptOrCouldNotWriteLeavesTheLastOne() throws Exception {
    Files.writeString(target.resolve("a.jsa"), "the last one");

    assertThat(archive("echo cut >\"$new\"", "false")).isEqualTo(1);
    assertArchive("the last one");
    assertThat(archive("echo cut >\"$new\"; false", "true")).isEqualTo(1);
    assertArchive("the last one");
    assertThat(archive("true", "true")).isEqualTo(1);
    assertArchive("the last one");
  }
}
