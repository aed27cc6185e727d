package org.shaketable.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** A process that is told to end, by Ctrl-C or by its system: what it was doing fails then. */
final class Stopping {
  private Stopping() {}

  /** The line to tell of it; empty while the process goes on. */
  static Optional<String> line(CommandSpec command) {
    return goesOn()
        ? Optional.empty()
        : Optional.of(
            "Stopped; nothing that was finished is lost: the same command%s goes on from there"
                .formatted(command.findOption("--lake") == null ? "" : " on the same lake"));
  }

  private static boolean goesOn() {
    Thread hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
