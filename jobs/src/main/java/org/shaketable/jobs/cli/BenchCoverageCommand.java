package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Locale;
import org.shaketable.analytics.stats.coverage.Coverage;
import org.shaketable.analytics.stats.coverage.Scenario;
import org.shaketable.analytics.stats.coverage.Scenarios;
import org.shaketable.jobs.Mistake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulates how often the intervals hold the truth. */
@Command(
    name = "coverage",
    description =
        "Simulates how often each kind of 95 %% interval holds the truth, at the sample sizes used.")
final class BenchCoverageCommand implements Runnable {
  private static final long SEED = 1;
  private static final int AT_ONCE = 16;
  private static final String ROW = "%-58s %-40s %-32s %8s %6s %9s %s%n";

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--samples",
      defaultValue = "4000",
      description = "Samples of each kind; default ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--replicates",
      defaultValue = "1000",
      description = "Replicates of each bootstrap; default ${DEFAULT-VALUE}.")
  private int replicates;

  @Option(
      names = "--only",
      defaultValue = "",
      description = "Statistics whose name holds this text; default: all.")
  private String only;

  @Override
  public void run() {
    WholeNumber.require("--samples", samples, 1, 1_000_000);
    WholeNumber.require("--replicates", replicates, 10, 1_000_000);
    List<Scenario> scenarios =
        Scenarios.all(replicates).stream()
            .filter(scenario -> scenario.statistic().contains(only))
            .toList();
    if (scenarios.isEmpty()) {
      throw new Mistake(
          "Invalid --only: expected a part of a statistic's name, e.g. Wilson, found %s"
              .formatted(only));
    }
    System.out.printf(ROW, "interval", "population", "sample", "covered", "error", "undefined", "");
    // In bundles, so that the table grows while one waits.
    for (int i = 0; i < scenarios.size(); i += AT_ONCE) {
      scenarios.subList(i, Math.min(scenarios.size(), i + AT_ONCE)).parallelStream()
          .map(scenario -> scenario.simulate(samples, SEED))
          .toList()
          .forEach(BenchCoverageCommand::print);
    }
  }

  private static void print(Coverage found) {
    Scenario scenario = found.scenario();
    System.out.printf(
        ROW,
        scenario.statistic(),
        scenario.population(),
        scenario.sample(),
        found.samples() == 0 ? "none" : percent(found.share()),
        found.samples() == 0 ? "" : percent(found.standardError()),
        percent((double) found.undefined() / (found.samples() + found.undefined())),
        found.asPromised() ? "" : "outside [93, 97]");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
