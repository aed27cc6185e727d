package org.shaketable.jobs.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The wall clock of some processes, which is set by an hour while they run: forward, back, and so
 * on. A small library does it, preloaded, where a C compiler is there to make it. The monotonic
 * clock stays as it is, as it does where an operator or NTP sets a machine's clock.
 */
final class SteppedClock {
  private static final long HOUR = 3600;

  private final Path offset;
  private final Path library;
  private final boolean made;
  private boolean forward;

  /**
   * A clock that goes right.
   *
   * @param directory where its files lie
   */
  SteppedClock(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    offset = directory.resolve("seconds");
    library = directory.resolve("stepped-clock.so");
    set(0);
    made = make(directory.resolve("stepped-clock.c"));
  }

  private boolean make(Path source) throws IOException, InterruptedException {
    try (InputStream text = SteppedClock.class.getResourceAsStream("stepped-clock.c")) {
      Files.copy(text, source);
    }
    try {
      return new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Whether it can be set here. */
  boolean steps() {
    return made;
  }

  /** The environment of processes whose clock it is. */
  Map<String, String> environment() {
    return made
        ? Map.of("LD_PRELOAD", library.toString(), "SHAKETABLE_CLOCK", offset.toString())
        : Map.of();
  }

  /** Sets it forward by an hour, or back. */
  void step() throws IOException {
    forward = !forward;
    set(forward ? HOUR : 0);
  }

  private void set(long seconds) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    // The file is never cut: processes have it mapped.
    try (var file =
        Files.newByteChannel(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(bytes.putLong(0, seconds));
    }
  }
}
