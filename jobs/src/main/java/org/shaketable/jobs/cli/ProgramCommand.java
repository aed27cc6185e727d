package org.shaketable.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.shaketable.jobs.Mistake;
import org.shaketable.training.program.PythonModule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what a training program needs to speak with an audit, for an editor to look at. */
@Command(
    name = "program",
    description = "Writes the module with which a Python program lets itself be shaken.")
final class ProgramCommand implements Runnable {
  @Option(
      names = "--python",
      required = true,
      paramLabel = "DIR",
      description = "Directory for shaketable.py; audits bring their own copy.")
  private Path directory;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Override
  public void run() {
    try {
      System.out.printf("Wrote %s.%n", PythonModule.write(directory));
    } catch (IOException e) {
      throw new Mistake(
          "Cannot write to %s: %s; give another directory with --python"
              .formatted(directory, e.getMessage()),
          e);
    }
  }
}
