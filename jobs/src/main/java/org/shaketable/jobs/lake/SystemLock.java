package org.shaketable.jobs.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The operating system's lock on the file {@code _lock} of a lake on a local disk; of a lake
 * elsewhere, nothing.
 *
 * @param channel the channel that holds it; empty where there is no such lock
 * @param place where it lies; empty where nobody can tell
 */
record SystemLock(Optional<FileChannel> channel, String place) implements AutoCloseable {
  /** Who asks whether it is held holds it for a moment. */
  private static final int TRIES = 10;

  private static final long MILLIS = 50;

  /** The lock of a lake; empty where another process has it. */
  static Optional<SystemLock> take(Lake lake) throws IOException {
    if (!local(lake)) {
      return Optional.of(new SystemLock(Optional.empty(), ""));
    }
    Path file = file(lake);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (locks(channel)) {
      return Optional.of(new SystemLock(Optional.of(channel), LockPlace.of(file)));
    }
    channel.close();
    return Optional.empty();
  }

  /** Whether a lock of a place is held; empty where this process cannot see. */
  static Optional<Boolean> held(Lake lake, String place) throws IOException {
    Path file = local(lake) ? file(lake) : Path.of("");
    if (place.isEmpty() || !Files.isWritable(file) || !LockPlace.of(file).equals(place)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return Optional.of(!lock(channel));
    }
  }

  /** Whether who held a lock of this place has lost it, now that this one is held. */
  boolean decided(String other) {
    return !place.isEmpty() && place.equals(other);
  }

  private static boolean local(Lake lake) {
    return "file".equals(lake.root().toUri().getScheme());
  }

  private static Path file(Lake lake) {
    return Path.of(lake.root().toUri().getPath(), "_lock");
  }

  private static boolean locks(FileChannel channel) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      if (lock(channel)) {
        return true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isPresent()) {
      channel.get().close();
    }
  }
}
