package org.shaketable.training.program;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Where programs run: what a child may use. No part of a run's specification.
 *
 * @param threads how many threads numerical libraries may use
 * @param devices value of {@code CUDA_VISIBLE_DEVICES}; null leaves the environment's
 */
public record Host(int threads, String devices) {
  /** One thread, and the devices of this process. */
  public static final Host PLAIN = new Host(1, null);

  private static final ThreadLocal<Host> HERE = ThreadLocal.withInitial(() -> PLAIN);

  /** Contents of files by SHA-256: what was handed to this JVM to run programs with. */
  private static final Map<String, Path> FILES = new ConcurrentHashMap<>();

  /** What {@code training} gives while this is the host of the programs it starts. */
  public <T> T during(Supplier<T> training) {
    Host before = HERE.get();
    HERE.set(this);
    try {
      return training.get();
    } finally {
      HERE.set(before);
    }
  }

  /** The host of this thread. */
  public static Host here() {
    return HERE.get();
  }

  /** Makes a file's content known in this JVM. */
  public static void hand(String sha256, Path file) {
    FILES.put(sha256, file);
  }

  /** Where this JVM has the content with that SHA-256. */
  public static Optional<Path> file(String sha256) {
    return Optional.ofNullable(FILES.get(sha256));
  }
}
