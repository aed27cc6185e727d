package org.shaketable.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A headless browser without a network. */
record Chromium(Browser browser, Path directory) {
  private static final Pattern STATUS = Pattern.compile("data-status=\"([^\"]*)\"");

  /** A page after its scripts have run. */
  record Loaded(JsonNode status, String dom, String log) {}

  Loaded load(Path page) throws IOException, InterruptedException {
    String dom = run(List.of("--dump-dom"), page.toUri().toString());
    var status = STATUS.matcher(dom);
    if (!status.find()) {
      throw new IllegalStateException("The page's scripts did not run:\n" + log());
    }
    String json =
        status
            .group(1)
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
    return new Loaded(new ObjectMapper().readTree(json), dom, log());
  }

  void screenshot(Path page, String fragment, int width, int height, Path picture)
      throws IOException, InterruptedException {
    run(
        List.of(
            "--window-size=" + width + "," + height,
            "--hide-scrollbars",
            "--screenshot=" + picture),
        page.toUri() + fragment);
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  private String run(List<String> arguments, String url) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(directory, "profile");
    List<String> command = browser.command(profile);
    command.add("--enable-logging=stderr");
    command.addAll(arguments);
    command.add(url);
    Path output = directory.resolve("dom");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(directory.resolve("log").toFile())
            .start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("Chromium did not end within 300 s");
    }
    return Files.readString(output);
  }
}
