package org.shaketable.jobs.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.shaketable.jobs.DaemonThreads;
import org.shaketable.jobs.Mistake;

/**
 * The right to write a lake, held by one process at a time.
 *
 * <p>The operating system's lock on the file {@code _lock} decides between processes of one
 * machine, and goes when its process goes, however it goes. For machines that share a file system
 * without sharing locks there is {@link LockOwner}: who is silent for a minute has lost it. Lakes
 * in object stores have no lock.
 */
public final class LakeLock implements AutoCloseable {
  private static final int BEAT_SECONDS = 10;

  private final FileChannel channel;
  private final Path ownerFile;
  private final ScheduledExecutorService heart;

  private LakeLock(FileChannel channel, Path ownerFile) throws IOException {
    this.channel = channel;
    this.ownerFile = ownerFile;
    LockOwner.here().write(ownerFile);
    this.heart = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("lake-lock"));
    var unused =
        heart.scheduleAtFixedRate(
            () -> LockOwner.beat(ownerFile), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Does work that writes a lake while no other process writes it.
   *
   * @throws Mistake naming the process that holds the lock
   */
  public static void hold(Lake lake, Runnable work) {
    if ("file".equals(lake.root().toUri().getScheme())) {
      try (LakeLock lock = take(Path.of(lake.root().toUri().getPath()))) {
        work.run();
      }
    } else {
      work.run();
    }
  }

  /** Who writes a lake now, as far as its files tell; nobody can tell of one in an object store. */
  public static Optional<String> holder(Lake lake) {
    if (!"file".equals(lake.root().toUri().getScheme())) {
      return Optional.empty();
    }
    Path ownerFile = Path.of(lake.root().toUri().getPath(), "_owner");
    try {
      Optional<LockOwner> owner = LockOwner.read(ownerFile);
      return owner.isPresent() && owner.get().lives(ownerFile)
          ? owner.map(LockOwner::toString)
          : Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The lock of a directory that exists. */
  static LakeLock take(Path directory) {
    Path ownerFile = directory.resolve("_owner");
    try {
      Optional<LockOwner> owner = LockOwner.read(ownerFile);
      // Closing a second channel would free the first one's lock, so this comes before opening one.
      if (owner.isPresent() && (owner.get().isHere() || owner.get().livesElsewhere(ownerFile))) {
        throw taken(directory, owner.get().toString());
      }
      FileChannel channel =
          FileChannel.open(
              directory.resolve("_lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel).isEmpty()) {
        channel.close();
        throw taken(directory, owner.map(LockOwner::toString).orElse("another process"));
      }
      return locked(channel, ownerFile);
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write lake %s: %s; give a directory that you may write with --lake"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private static LakeLock locked(FileChannel channel, Path ownerFile) throws IOException {
    try {
      return new LakeLock(channel, ownerFile);
    } catch (IOException e) {
      // Of a full disk, say: the lock is not to stay with a process that does not know of it.
      channel.close();
      throw e;
    }
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private static Mistake taken(Path directory, String owner) {
    return new Mistake(
        "Cannot write lake %s: %s is writing it; wait until that ends, or give another lake with --lake"
            .formatted(directory, owner));
  }

  @Override
  public void close() {
    heart.shutdownNow();
    LockOwner.leave(ownerFile);
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
