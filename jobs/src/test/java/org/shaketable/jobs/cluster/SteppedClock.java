package org.shaketable.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The wall clock of some processes, which is set by an hour while they run: forward, back, and so
 * on. By libfaketime, of Debian's package {@code faketime}, where it is installed.
 */
final class SteppedClock {
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  private final Path offset;
  private boolean forward;

  SteppedClock(Path offset) throws IOException {
    this.offset = Files.writeString(offset, "+0\n");
  }

  /** Whether it can be set here. */
  boolean steps() {
    return Files.exists(LIBRARY);
  }

  /** The environment of processes whose clock it is. */
  Map<String, String> environment() {
    return steps()
        ? Map.of(
            "LD_PRELOAD",
            LIBRARY.toString(),
            "FAKETIME_TIMESTAMP_FILE",
            offset.toString(),
            "FAKETIME_CACHE_DURATION",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1")
        : Map.of();
  }

  /** Sets it forward by an hour, or back. */
  void step() throws IOException {
    forward = !forward;
    Files.writeString(offset, forward ? "+3600\n" : "+0\n");
  }
}
