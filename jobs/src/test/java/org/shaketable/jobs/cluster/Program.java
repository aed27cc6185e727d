package org.shaketable.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of its own, and what it prints, line by line. */
public final class Program implements AutoCloseable {
  private final String name;
  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader = new Thread(this::read, "reader");
  private boolean ended;

  /** Starts a process, errors and output in one. */
  public Program(ProcessBuilder builder) throws IOException {
    this.name = String.join(" ", builder.command());
    this.process = builder.redirectErrorStream(true).start();
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader in = process.inputReader(UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Gives it a line to read. */
  public void say(String line) throws IOException {
    process.outputWriter(UTF_8).append(line).append('\n').flush();
  }

  /** How many lines it has printed that are this one. */
  public synchronized long count(String line) {
    return lines.stream().filter(line::equals).count();
  }

  /** What it has printed so far. */
  public synchronized String said() {
    return String.join("\n", lines);
  }

  /** Waits for a line with a pattern, first group or all of it; empty if the process ends first. */
  public synchronized Optional<String> await(Pattern pattern, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    int next = 0;
    while (true) {
      for (; next < lines.size(); next++) {
        Matcher found = pattern.matcher(lines.get(next));
        if (found.find()) {
          return Optional.of(found.group(found.groupCount() > 0 ? 1 : 0));
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (ended) {
        return Optional.empty();
      }
      if (left <= 0) {
        throw new AssertionError("No line with %s from %s:%n%s".formatted(pattern, name, said()));
      }
      wait(left);
    }
  }

  /** Waits for the end; the exit code. */
  public int exit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("After %s not at its end: %s%n%s".formatted(limit, name, said()));
    }
    reader.join();
    return process.exitValue();
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** The processes that it has started. */
  public List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Signal 9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Kills it and all that it has started. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }
}
