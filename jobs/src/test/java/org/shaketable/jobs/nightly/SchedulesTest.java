package org.shaketable.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.jobs.ChildProcess;
import org.shaketable.jobs.sweep.SmallSweep;

/**
 * The examples of {@code conf/} for schedulers: two nights, the first by the command line of the
 * crontab, the second by that of the systemd unit, in another place than the one they name.
 */
class SchedulesTest {
  private static final Path CONF = Path.of("../conf");

  @TempDir Path directory;

  /** The example's command in this place: a checkout whose launcher starts the classes here. */
  private String here(String command) {
    return command
        .replace("/opt/shaketable", directory.resolve("opt").toString())
        .replace("/var/lib/shaketable", directory.resolve("var").toString());
  }

  private void install() throws IOException {
    Files.createDirectories(directory.resolve("opt/jobs/bin"));
    Files.createDirectories(directory.resolve("opt/conf"));
    Files.createDirectory(directory.resolve("var"));
    Files.writeString(directory.resolve("opt/conf/nightly.yaml"), SmallSweep.YAML);
    String java =
        String.join(
            " ", ChildProcess.command(List.of()).stream().map(word -> "'" + word + "'").toList());
    // No scheduler waits a day here, so the date comes from the environment.
    Path launcher =
        Files.writeString(
            directory.resolve("opt/jobs/bin/shaketable"),
            "#!/bin/sh\nexec " + java + " \"$@\" --date \"$NIGHT\" --master 'local[1]'\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private int run(String night, Path from, String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", here(command))
            .directory(from.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(night + ".log").toFile());
    builder.environment().put("NIGHT", night);
    return builder.start().waitFor();
  }

  private String said(String log) {
    try {
      return Files.readString(directory.resolve(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Path file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file));
    assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
    return matcher.group(1);
  }

  @Test
  @Tag("cluster")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void twoNightsByCronAndSystemdGiveTwoReportsAnIndexAndAComparison() throws Exception {
    install();
    Path unit = CONF.resolve("shaketable-nightly.service");
    String cron = first(CONF.resolve("nightly.cron"), "^30 2 \\* \\* \\* shaketable (.*)$");
    String systemd = first(unit, "^ExecStart=(.*)$");
    Path workingDirectory = Path.of(here(first(unit, "^WorkingDirectory=(.*)$")));

    assertThat(run("2026-01-30", directory, cron)).as(() -> said("var/nightly.log")).isZero();
    // 0, or 3 where the few runs of this small sweep happen to be worse in the second night.
    assertThat(run("2026-01-31", workingDirectory, systemd))
        .as(() -> said("2026-01-31.log"))
        .isIn(0, 3);

    Path nights = directory.resolve("var/nights");
    assertThat(nights.resolve("2026-01-30/index.html")).isNotEmptyFile();
    assertThat(nights.resolve("2026-01-31/index.html")).isNotEmptyFile();
    assertThat(nights.resolve("2026-01-31/comparison.html"))
        .content()
        .contains("than in night 2026-01-30");
    assertThat(nights.resolve("index.html"))
        .content()
        .contains("2026-01-30/index.html", "2026-01-31/index.html");
    assertThat(directory.resolve("var/nightly.log")).content().contains("Trained 12 runs");
  }

  @Test
  void theTimerAndTheOtherSchedulersNameTheSameCommandAndHour() throws IOException {
    assertThat(first(CONF.resolve("shaketable-nightly.timer"), "^OnCalendar=(.*)$"))
        .isEqualTo("*-*-* 02:30:00");
    assertThat(CONF.resolve("nightly_airflow.py"))
        .content()
        .contains("jobs/bin/shaketable nightly conf/nightly.yaml --date {{ ds }}")
        .contains("schedule=\"30 2 * * *\"");
    JsonNode kubernetes =
        new YAMLMapper().readTree(CONF.resolve("nightly-kubernetes.yaml").toFile());
    assertThat(kubernetes.at("/spec/schedule").asText()).isEqualTo("30 2 * * *");
    assertThat(kubernetes.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(kubernetes.at("/spec/template/mainClass").asText())
        .isEqualTo("org.shaketable.jobs.cli.Shaketable");
    assertThat(kubernetes.at("/spec/template/arguments"))
        .extracting(JsonNode::asText)
        .startsWith("nightly", "/opt/shaketable/conf/nightly.yaml", "--lake");
  }
}
