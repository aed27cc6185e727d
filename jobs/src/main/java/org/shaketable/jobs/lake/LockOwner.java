package org.shaketable.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The process that writes a lake, as the file {@code _owner} names it; the file's time is its
 * heartbeat.
 */
record LockOwner(long pid, String host, String since) {
  private static final Duration SILENCE = Duration.ofSeconds(60);

  static LockOwner here() {
    return new LockOwner(
        ProcessHandle.current().pid(),
        hostName(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The owner that a file names, if it names one. */
  static Optional<LockOwner> read(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() < 3
          ? Optional.empty()
          : Optional.of(new LockOwner(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    Files.write(file, List.of(Long.toString(pid), host, since));
  }

  /** Says that the owner lives. */
  static void beat(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // One sign of life is missed; to throw would end all that are to come.
    }
  }

  static void leave(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this very process is the owner. */
  boolean isHere() {
    return pid == ProcessHandle.current().pid() && host.equals(hostName());
  }

  /** Whether a process on another machine is the owner and has given a sign of life. */
  boolean livesElsewhere(Path file) throws IOException {
    Instant beat = Files.getLastModifiedTime(file).toInstant();
    return !host.equals(hostName()) && beat.isAfter(Instant.now().minus(SILENCE));
  }

  /** Whether the owner is there, as far as this machine can see. */
  boolean lives(Path file) throws IOException {
    return host.equals(hostName()) ? ProcessHandle.of(pid).isPresent() : livesElsewhere(file);
  }

  @Override
  public String toString() {
    return "process %d on %s (since %s)".formatted(pid, host, since);
  }
}
