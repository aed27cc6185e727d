package org.shaketable.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line in a JVM of its own, with this JVM's options.
 *
 * @param log what it prints
 */
public record ChildProcess(Process process, Path log) {

  /** Starts {@code shaketable} with arguments. */
  public static ChildProcess start(Path log, String... arguments) throws IOException {
    return start(log, Map.of(), List.of(), arguments);
  }

  /** Starts {@code shaketable} with arguments by another command, such as one that isolates it. */
  public static ChildProcess startIn(List<String> isolation, Path log, String... arguments)
      throws IOException {
    return startIn(isolation, log, Map.of(), List.of(), arguments);
  }

  /** The same in a changed environment, with more JVM options. */
  public static ChildProcess startIn(
      List<String> isolation,
      Path log,
      Map<String, String> environment,
      List<String> options,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(isolation);
    command.addAll(command(options));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start(), log);
  }

  /** Starts {@code shaketable} with arguments, in a changed environment, with more JVM options. */
  public static ChildProcess start(
      Path log, Map<String, String> environment, List<String> options, String... arguments)
      throws IOException {
    return startIn(List.of(), log, environment, options, arguments);
  }

  /** The command line that starts {@code shaketable}, with more JVM options. */
  public static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(options);
    // Most of a short process is its start, for which the first compiler does.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("org.shaketable.jobs.cli.Shaketable");
    return command;
  }

  /** What it has printed. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
