package org.shaketable.jobs.cli;

import picocli.CommandLine.Option;

/** The option that names the lake. */
final class LakeOption {
  @Option(
      names = "--lake",
      paramLabel = "DIR",
      defaultValue = "lake",
      description = "Directory of the Delta tables; default: ${DEFAULT-VALUE}.")
  private String directory;

  String directory() {
    return directory;
  }
}
