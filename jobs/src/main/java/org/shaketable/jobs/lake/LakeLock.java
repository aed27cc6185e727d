package org.shaketable.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.shaketable.jobs.DaemonThreads;
import org.shaketable.jobs.Mistake;

/**
 * The right to write a lake, held by one process at a time, wherever the lake is.
 *
 * <p>On a local disk the operating system's lock on the file {@code _lock} decides between the
 * processes of one kernel, and goes when its process goes, however it goes. Everywhere {@link
 * LockRecords} decide: an owner lives whose record changes while one watches. Clocks are never
 * compared, nor numbers of processes or names of machines. Who takes the lake from an owner that
 * was silent raises a {@link Fence}, so that a process that only slept writes nothing afterwards.
 */
public final class LakeLock implements AutoCloseable {

  /**
   * How often an owner gives a sign of life, and for how long its record is watched for one.
   *
   * @param beat the time between two signs of life
   * @param watch several beats: who is silent for so long has lost the lake
   */
  record Heartbeat(Duration beat, Duration watch) {
    static final Heartbeat USUAL = new Heartbeat(Duration.ofSeconds(3), Duration.ofSeconds(30));
  }

  private final Lake lake;
  private final LockRecords records;
  private final SystemLock system;
  private final long number;
  private final ScheduledExecutorService heart;
  private LockOwner here;

  private LakeLock(Lake lake, SystemLock system, LockRecords records, long number, LockOwner here) {
    this.lake = lake;
    this.system = system;
    this.records = records;
    this.number = number;
    this.here = here;
    this.heart = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("lake-lock"));
  }

  /**
   * Does work that writes a lake while no other process writes it.
   *
   * @throws Mistake naming the process that holds the lock
   */
  public static void hold(Lake lake, Runnable work) {
    try (LakeLock lock = take(lake, Heartbeat.USUAL)) {
      lock.during(work);
    }
  }

  /**
   * Does work; whatever goes wrong in a process that was replaced goes wrong because of that: its
   * staged files are gone, say.
   */
  private void during(Runnable work) {
    try {
      work.run();
    } catch (Exception e) {
      if (lost()) {
        throw Fence.replaced(lake, e);
      }
      throw e;
    }
  }

  private boolean lost() {
    try {
      return records.latest().isPresent() && !mine();
    } catch (IOException e) {
      // What cannot be read now says nothing.
      return false;
    }
  }

  /** Who writes a lake now: a process that is seen to live, which may take some seconds. */
  public static Optional<String> holder(Lake lake) {
    return holder(lake, Heartbeat.USUAL);
  }

  static Optional<String> holder(Lake lake, Heartbeat pace) {
    try {
      Optional<LockRecords.Numbered> last = new LockRecords(lake).latest();
      return last.isPresent() && lives(lake, last.get(), pace)
          ? Optional.of(last.get().owner().toString())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean lives(Lake lake, LockRecords.Numbered last, Heartbeat pace)
      throws IOException {
    LockOwner owner = last.owner();
    if (!owner.writes() || owner.isHere()) {
      return owner.writes();
    }
    Optional<Boolean> held = SystemLock.held(lake, owner.place());
    return held.isPresent()
        ? held.get()
        : new LockWatch(new LockRecords(lake), pace.beat().multipliedBy(4)).changes(last);
  }

  /** The lock of a lake that exists. */
  static LakeLock take(Lake lake, Heartbeat pace) {
    try {
      LockRecords records = new LockRecords(lake);
      Optional<LockRecords.Numbered> last = records.latest();
      // A second channel on the lock's file would free the first one's when it is closed.
      if (last.isPresent() && last.get().owner().writes() && last.get().owner().isHere()) {
        throw taken(lake, last.get().owner().toString());
      }
      SystemLock system =
          SystemLock.take(lake)
              .orElseThrow(
                  () ->
                      taken(lake, last.map(it -> it.owner().toString()).orElse("another process")));
      return taken(lake, system, records, pace);
    } catch (IOException e) {
      throw unwritable(lake, e);
    }
  }

  private static LakeLock taken(Lake lake, SystemLock system, LockRecords records, Heartbeat pace)
      throws IOException {
    try {
      return records(lake, system, records, pace);
    } catch (IOException | RuntimeException e) {
      // Of a full disk, say: the lock is not to stay with a process that does not know of it.
      system.close();
      throw e;
    }
  }

  private static LakeLock records(Lake lake, SystemLock system, LockRecords records, Heartbeat pace)
      throws IOException {
    Optional<LockRecords.Numbered> last = records.latest();
    boolean silent = last.isPresent() && silent(lake, system, records, last.get(), pace);
    long number = last.map(LockRecords.Numbered::number).orElse(0L) + 1;
    LockOwner here = LockOwner.here(system.place());
    if (!records.make(number, here) || !records.isLast(number)) {
      throw taken(lake, records.latest().map(it -> it.owner().toString()).orElse("another"));
    }
    records.forgetBelow(number);
    LakeLock lock = new LakeLock(lake, system, records, number, here);
    lock.live(pace.beat());
    if (silent) {
      Fence.raise(lake, number);
    }
    lake.ownedUnder(number);
    return lock;
  }

  /** Whether the last owner may be asleep: it said that it writes, and showed no life. */
  private static boolean silent(
      Lake lake, SystemLock system, LockRecords records, LockRecords.Numbered last, Heartbeat pace)
      throws IOException {
    LockOwner owner = last.owner();
    if (!owner.writes() || system.decided(owner.place())) {
      return false;
    }
    System.err.printf(
        "Lake %s: watching for %d s whether %s still writes it.%n",
        lake, pace.watch().toSeconds(), owner);
    if (new LockWatch(records, pace.watch()).changes(last)) {
      throw taken(lake, owner.toString());
    }
    return true;
  }

  private void live(Duration beat) {
    var unused =
        heart.scheduleAtFixedRate(
            this::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void beat() {
    try {
      if (mine()) {
        here = here.beaten();
        records.replace(number, here);
      } else {
        lake.ownedUnder(Lake.LOST);
      }
    } catch (IOException | RuntimeException e) {
      // One sign of life is missed; to throw would end all that are to come.
    }
  }

  /** Whether no other process has taken the lake since, or has written over this one's record. */
  private boolean mine() throws IOException {
    return records
        .latest()
        .map(last -> last.number() == number && last.owner().isHere())
        .orElse(false);
  }

  private static Mistake taken(Lake lake, String owner) {
    return new Mistake(
        "Cannot write lake %s: %s is writing it; wait until that ends, or give another lake with --lake"
            .formatted(lake, owner));
  }

  private static Mistake unwritable(Lake lake, IOException e) {
    return new Mistake(
        "Cannot write lake %s: %s; give a directory that you may write with --lake"
            .formatted(lake, LakeMarker.reason(e)),
        e);
  }

  @Override
  public void close() {
    heart.shutdownNow();
    lake.ownedUnder(Lake.NOBODY);
    synchronized (this) {
      try (SystemLock freed = system) {
        if (mine()) {
          records.replace(number, here.left());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
