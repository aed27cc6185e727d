package org.shaketable.jobs.cli;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shaketable.jobs.Causes;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A lake's store elsewhere (S3, HDFS) that does not answer or lets nobody in, found in whatever
 * exception the news of it came in.
 */
final class StoreFault {
  private static final Pattern ELSEWHERE = Pattern.compile("(?!file:)\\w+://.*");
  private static final List<Class<?>> NETWORK =
      List.of(
          ConnectException.class,
          NoRouteToHostException.class,
          SocketTimeoutException.class,
          UnknownHostException.class);

  /** The exceptions' names, since of what failed on an executor the driver has the text alone. */
  private static final Pattern STORES =
      Pattern.compile(
          "(?:org\\.apache\\.hadoop\\.(?:fs\\.s3a|hdfs|ipc)|com\\.amazonaws)\\.[\\w.$]*(?:Exception|Error)\\b(?::"
              + " )?([^\\n"
              + "]*)");

  private StoreFault() {}

  /** The line to tell of it; empty where a fault is another one. */
  static Optional<String> line(Throwable fault, CommandSpec command) {
    OptionSpec option = command.findOption("--lake");
    String lake = option == null ? "" : String.valueOf(option.<String>getValue());
    return ELSEWHERE.matcher(lake).matches()
        ? Causes.of(fault)
            .flatMap(cause -> reason(cause).stream())
            .reduce((a, b) -> b)
            .map(line(lake))
        : Optional.empty();
  }

  private static Function<String, String> line(String lake) {
    return reason ->
        "Cannot use lake %s: %s; what it has is safe: see that its store answers and lets you in, then give the same command again"
            .formatted(lake, reason.isBlank() ? "its store fails" : reason.strip());
  }

  private static Optional<String> reason(Throwable cause) {
    if (NETWORK.stream().anyMatch(kind -> kind.isInstance(cause))) {
      return Optional.of(String.valueOf(cause.getMessage()));
    }
    Matcher named = STORES.matcher(cause.toString());
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }
}
