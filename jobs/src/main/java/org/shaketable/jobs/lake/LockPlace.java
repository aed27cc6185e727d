package org.shaketable.jobs.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Which table of locks a file's lock stands in: the running kernel, by the random number that it
 * drew when it started, and the file in it.
 *
 * <p>Two processes with the same place see each other's locks, in whatever containers they are.
 * With different places they may not: two machines, or two mounts of one store on one machine.
 */
final class LockPlace {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");

  private LockPlace() {}

  /** The place of a file's lock; empty where the system does not tell. */
  static String of(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null || !Files.isReadable(KERNEL)
        ? ""
        : Files.readString(KERNEL).strip() + " " + key;
  }
}
