package org.shaketable.jobs.cli;

import java.util.Optional;
import org.shaketable.jobs.Causes;

/** A heap that is too small, found in whatever exception the news of it came in. */
final class MemoryFault {
  /** Of what failed in a task the driver has the text alone. */
  private static final String NAME = "java.lang.OutOfMemoryError";

  /** What Spark says where it has caught the error itself. */
  private static final String BROADCAST = "Not enough memory to build and broadcast";

  /** What Java says of the same error where it is not the heap that is too small. */
  private static final String THREADS = "unable to create native thread";

  private MemoryFault() {}

  /** The line to tell of it; empty where a fault is another one. */
  static Optional<String> line(Throwable fault) {
    if (Causes.of(fault).map(String::valueOf).anyMatch(text -> text.contains(THREADS))) {
      return Optional.of(
          "Cannot go on: the system gives this process no more threads; nothing that was finished"
              + " is lost: raise `ulimit -u`, or the container's limit of processes, and give the"
              + " same command again");
    }
    return Causes.of(fault).anyMatch(MemoryFault::told)
        ? Optional.of(
            "Cannot go on: a heap of %d MB is too small for this; nothing that was finished is lost: give more, e.g. SHAKETABLE_JAVA_OPTS=-Xmx4g, or --driver-memory 4g to spark-submit, and the same command again"
                .formatted(Runtime.getRuntime().maxMemory() >> 20))
        : Optional.empty();
  }

  private static boolean told(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof OutOfMemoryError
        || message.contains(NAME)
        || message.contains(BROADCAST);
  }
}
