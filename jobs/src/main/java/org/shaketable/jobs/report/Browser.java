package org.shaketable.jobs.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A headless Chromium, where one is installed: the page's scripts draw its figures.
 *
 * @param binary the program
 */
public record Browser(Path binary) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int PATIENCE_SECONDS = 300;

  /** The one on the search path for programs. */
  public static Optional<Browser> there() {
    String path = System.getenv("PATH");
    return Stream.of(path == null ? new String[0] : path.split(":", -1))
        .flatMap(folder -> NAMES.stream().map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Browser::new);
  }

  /** The document at an address after its scripts have run, with no network but this machine. */
  public String document(String address) throws IOException {
    Path directory = Files.createTempDirectory("shaketable-browser");
    try {
      Path output = directory.resolve("document");
      List<String> command = command(directory.resolve("profile"));
      command.addAll(List.of("--dump-dom", address));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("%s did not end within %d s".formatted(binary, PATIENCE_SECONDS));
      }
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(binary + " was interrupted", e);
    } finally {
      FileUtils.deleteQuietly(directory.toFile());
    }
  }

  /** The program with what keeps it quiet and off the network, to be followed by what to do. */
  List<String> command(Path profile) {
    return new ArrayList<>(
        List.of(
            binary.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
            "--virtual-time-budget=8000",
            "--user-data-dir=" + profile));
  }
}
