package org.shaketable.jobs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.SparkUserAppException;
import org.shaketable.jobs.Mistake;
import org.shaketable.jobs.Surroundings;
import org.shaketable.jobs.config.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program {@code shaketable}: exit code 0 done, 2 what the user can mend, told in one line, 1 a
 * fault, with its trace, 3 a night that found a regression.
 */
@Command(
    name = "shaketable",
    description = "Audits how stable the training of neural networks is.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      PlanCommand.class,
      CalibrateCommand.class,
      SweepCommand.class,
      ImportCommand.class,
      AnalyzeCommand.class,
      ReportCommand.class,
      AuditCommand.class,
      NightlyCommand.class,
      StatusCommand.class,
      SqlCommand.class,
      ServeCommand.class,
      WatchCommand.class,
      MaintainCommand.class,
      ReplayCommand.class,
      ExportCommand.class,
      ProgramCommand.class,
      BenchCommand.class
    })
public final class Shaketable implements Runnable {
  private static final int DONE = 0;
  private static final int FAULT = 1;
  private static final int MISTAKE = 2;

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) throws SparkUserAppException {
    int code = run(arguments);
    Optional<String> lost = Output.line();
    lost.ifPresent(System.err::println);
    end(lost.isPresent() && code == DONE ? MISTAKE : code);
  }

  /**
   * Ends the process. Not that of a driver in YARN's application master, which would take a driver
   * that ends its process for one that failed: it wants main to return, or to throw the exit code.
   */
  private static void end(int code) throws SparkUserAppException {
    boolean master =
        "yarn".equals(System.getProperty("spark.master"))
            && "cluster".equals(System.getProperty("spark.submit.deployMode"));
    if (!master) {
      System.exit(code);
    } else if (code != DONE) {
      throw new SparkUserAppException(code);
    }
  }

  /** Runs the command. */
  static int run(String... arguments) {
    Surroundings.settle();
    try {
      Surroundings.requireReadable(List.of(arguments));
    } catch (Mistake e) {
      System.err.println(e.getMessage());
      return MISTAKE;
    }
    try {
      return commands().execute(arguments);
    } catch (OutOfMemoryError e) {
      // Exceptions are told of where the command is known; errors come through.
      MemoryFault.line(e).ifPresent(System.err::println);
      return MISTAKE;
    }
  }

  private static CommandLine commands() {
    return new CommandLine(new Shaketable())
        // A word such as @/dev/zero would be read as a file of arguments.
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Shaketable::failed)
        .setParameterExceptionHandler(Shaketable::misused);
  }

  /** Without a command: what commands there are. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Expected a command, found none; see `shaketable --help`");
  }

  private static int failed(Exception fault, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    Optional<String> stopping = Stopping.line(command.getCommandSpec());
    if (stopping.isPresent()) {
      err.println(stopping.get());
      return FAULT;
    }
    CommandSpec spec = command.getCommandSpec();
    Optional<String> line =
        Stream.<Supplier<Optional<String>>>of(
                () -> MemoryFault.line(fault),
                () -> DiskFault.line(fault, spec),
                () ->
                    Optional.of(fault).filter(Mistake.class::isInstance).map(Exception::getMessage),
                () -> MasterFault.line(fault, spec),
                () -> StoreFault.line(fault, spec),
                () -> LakeFault.line(spec))
            .flatMap(told -> told.get().stream())
            .findFirst();
    if (line.isPresent()) {
      // Names and what Spark says of them may have line breaks.
      err.println(line.get().replaceAll("\\R", " "));
      return MISTAKE;
    }
    fault.printStackTrace(err);
    return FAULT;
  }

  private static int misused(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    String message = unknown(mistake).orElseGet(() -> firstLine(mistake));
    command
        .getErr()
        .println(
            message.contains("--help")
                ? message
                : "%s; see `%s --help`"
                    .formatted(message, command.getCommandSpec().qualifiedName()));
    return MISTAKE;
  }

  private static String firstLine(ParameterException mistake) {
    return mistake.getMessage().lines().findFirst().orElse("");
  }

  /** A word that is no command, with the command that is spelled alike. */
  private static Optional<String> unknown(ParameterException mistake) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)
        || unmatched.isUnknownOption()
        || unmatched.getCommandLine().getSubcommands().isEmpty()) {
      return Optional.empty();
    }
    CommandLine command = unmatched.getCommandLine();
    String word = unmatched.getUnmatched().get(0);
    return Optional.of(
        "Unknown command '%s'; %s (see `%s --help`)"
            .formatted(
                word,
                Words.hint(word, command.getSubcommands().keySet()),
                command.getCommandSpec().qualifiedName()));
  }
}
