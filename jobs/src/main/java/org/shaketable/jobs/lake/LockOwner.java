package org.shaketable.jobs.lake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.shaketable.jobs.json.Json;

/**
 * A process that writes a lake, or did, as a record of {@link LockRecords} tells.
 *
 * @param token drawn at random by the process: numbers of processes and names of machines repeat
 * @param state whether it says that it writes
 * @param beat grows for as long as it writes; nobody compares it with a clock
 * @param process its number, machine and start, for people only
 * @param place where the lock of the operating system lies that it holds, see {@link LockPlace}
 */
record LockOwner(String token, State state, long beat, String process, String place) {
  private static final String TOKEN = UUID.randomUUID().toString();

  /** What a process says of itself. */
  enum State {
    WRITING,
    LEFT
  }

  /** This process, beginning to write. */
  static LockOwner here(String place) {
    return new LockOwner(
        TOKEN,
        State.WRITING,
        0,
        "process %d on %s (since %s)"
            .formatted(
                ProcessHandle.current().pid(),
                hostName(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS)),
        place);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }

  /** The owner that a text tells of; of a text that was damaged, one that nobody knows. */
  static LockOwner of(String text) {
    try {
      LockOwner owner =
          Json.read(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LockOwner.class);
      if (owner != null && owner.token != null && owner.state != null && owner.place != null) {
        return owner;
      }
    } catch (IOException e) {
      // Whoever wrote this may still be writing: it is watched like any other.
    }
    return new LockOwner("", State.WRITING, 0, "a process whose record cannot be read", "");
  }

  String text() {
    return Json.text(this);
  }

  /** This owner after a further sign of life. */
  LockOwner beaten() {
    return new LockOwner(token, state, beat + 1, process, place);
  }

  /** This owner when it has ended its work. */
  LockOwner left() {
    return new LockOwner(token, State.LEFT, beat, process, place);
  }

  /** Whether it says that it writes. */
  boolean writes() {
    return state == State.WRITING;
  }

  /** Whether it is this very process. */
  boolean isHere() {
    return token.equals(TOKEN);
  }

  @Override
  public String toString() {
    return process;
  }
}
