package org.shaketable.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures speed and learning, and prints what it measured. */
@Command(
    name = "bench",
    description = "Measures speed and learning on this machine.",
    synopsisSubcommandLabel = "BENCHMARK",
    subcommands = {
      BenchEnginesCommand.class,
      BenchProductsCommand.class,
      BenchLearningCommand.class,
      BenchAnalyticsCommand.class,
      BenchImportCommand.class,
      BenchOverheadCommand.class,
      BenchStartCommand.class,
      BenchProgramsCommand.class,
      BenchCoverageCommand.class,
      BenchGpuCommand.class
    })
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Expected a benchmark, found none; see `shaketable bench --help`");
  }
}
