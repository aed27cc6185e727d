package org.shaketable.training.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program's process with everything that it starts. A supervisor, a process of its own, ends them
 * all when the program ends, when {@link #close} is called, and when this JVM is gone.
 */
final class Child implements AutoCloseable {
  private static final String SUPERVISOR = resource("supervise.sh");
  private static final int SECONDS_TO_END = 20;

  /** A shell tells of a signal so. */
  private static final int SIGNALS = 128;

  private static final Map<Integer, String> SIGNAL_NAMES =
      Map.of(
          4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
          "SIGTERM");

  private final Process process;
  private final OutputTail errors = new OutputTail();
  private final OutputTail output = new OutputTail();
  private final List<Thread> readers;

  /**
   * Starts a program.
   *
   * @param place its directory with socket and files; deleted when the program has ended, as the
   *     arena is
   */
  Child(List<String> command, Workplace place, Path arena, Map<String, String> environment) {
    List<String> words = new ArrayList<>(List.of("setsid", "sh", "-c", SUPERVISOR, "supervise.sh"));
    words.addAll(
        List.of(place.socket().toString(), arena.toString(), place.directory().toString()));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).directory(place.files().toFile());
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new ProgramFailed("Cannot start a program: %s".formatted(e.getMessage()));
    }
    readers =
        List.of(reader(errors, process.getErrorStream()), reader(output, process.getInputStream()));
  }

  private static Thread reader(OutputTail tail, InputStream in) {
    Thread thread = new Thread(() -> tail.drain(in), "program output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Does something as soon as the program has ended. */
  void whenEnded(Runnable action) {
    process.onExit().thenRun(action);
  }

  /** Waits a little for the end; true if it came. */
  boolean ends(long milliseconds) {
    try {
      return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** How it ended, e.g. {@code exit code 1}; only after its end. */
  String ending() {
    int code = process.exitValue();
    if (code <= SIGNALS) {
      return "exit code " + code;
    }
    int signal = code - SIGNALS;
    return "signal %d%s"
            .formatted(
                signal,
                SIGNAL_NAMES.containsKey(signal) ? " (" + SIGNAL_NAMES.get(signal) + ")" : "")
        + (signal == 9 ? ", which is also how a system ends who takes too much memory," : "");
  }

  /** What it said last, to be put behind a message. */
  String lastWords() {
    String said = errors.lines();
    if (!said.isEmpty()) {
      return "; its last lines on stderr: " + said;
    }
    said = output.lines();
    return said.isEmpty() ? "; it wrote nothing" : "; its last lines on stdout: " + said;
  }

  /** Ends the program and all that it started. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      for (Thread reader : readers) {
        reader.join(TimeUnit.SECONDS.toMillis(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String resource(String name) {
    try (InputStream in = Child.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
