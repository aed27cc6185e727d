package org.shaketable.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that picks one sweep of a lake. */
final class SweepOption {
  @Option(names = "--sweep", paramLabel = "S", description = "Name of a sweep in the lake.")
  private String name;

  Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
