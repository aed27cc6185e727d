package org.shaketable.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher says before there is a JVM that could say it. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("bin", "shaketable").toAbsolutePath();

  @TempDir Path home;

  @Test
  void aJavaOlderThan17IsOnePlainLineAndExitCode2() throws Exception {
    java("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    Process launched = launch();

    String said = said(launched);
    assertThat(said)
        .isEqualTo(
            "Cannot start: expected Java 17 or later, found Java 11 (%s/bin/java); set JAVA_HOME to a JDK 17\n"
                .formatted(home));
    assertThat(launched.waitFor()).isEqualTo(2);
  }

  @Test
  void aJavaOfTheOldNumberingIsNamedByItsVersion() throws Exception {
    java("echo 'java version \"1.8.0_392\"' >&2");

    Process launched = launch();

    assertThat(said(launched)).contains("expected Java 17 or later, found Java 8");
    assertThat(launched.waitFor()).isEqualTo(2);
  }

  @Test
  void noJavaAtAllIsOnePlainLineAndExitCode2() throws Exception {
    Process launched = launch();

    assertThat(said(launched))
        .isEqualTo(
            "Cannot start: expected a JDK 17, found no %s/bin/java; install one and set JAVA_HOME to it\n"
                .formatted(home));
    assertThat(launched.waitFor()).isEqualTo(2);
  }

  /** The JVM reads names of files by the locale's character set. */
  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", "LANG=C", "LC_ALL=POSIX"})
  void javaStartsInAUtf8LocaleWhateverTheUsersIs(String variable) throws Exception {
    Path seen = home.resolve("seen");
    java("locale charmap > '%s'; echo 'openjdk version \"11\"' >&2".formatted(seen));
    ProcessBuilder builder =
        new ProcessBuilder(LAUNCHER.toString(), "--help").redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().put(variable.split("=")[0], variable.split("=")[1]);

    assertThat(builder.start().waitFor()).isEqualTo(2);
    assertThat(seen).hasContent("UTF-8");
  }

  private void java(String body) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(LAUNCHER.toString(), "--help").redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.toString());
    return builder.start();
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
