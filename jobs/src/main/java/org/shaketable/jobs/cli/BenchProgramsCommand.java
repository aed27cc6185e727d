package org.shaketable.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.shaketable.jobs.Mistake;
import org.shaketable.training.bench.ProgramBench;
import org.shaketable.training.bench.Quartiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times what it costs a program of one's own to be audited. */
@Command(
    name = "programs",
    description = {
      "Times a program in Python alone and audited: its start, a step outside of all schedules, and"
          + " the hook of a gradient of 10^4, 10^6 and 10^7 values while a disturbance acts."
    })
final class BenchProgramsCommand implements Runnable {
  private static final int[] PARAMETERS = {10_000, 1_000_000, 10_000_000};

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds of each measurement; default ${DEFAULT-VALUE}.")
  private int rounds;

  @Override
  public void run() {
    WholeNumber.require("--rounds", rounds, 1, 1000);
    try {
      Path directory = Files.createTempDirectory("shaketable-bench-");
      try {
        measure(ProgramBench.in(directory, rounds));
      } catch (IllegalStateException e) {
        throw new Mistake(e.getMessage() + "; it needs a python3 with NumPy", e);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new Mistake("Cannot time programs: " + e.getMessage(), e);
    }
  }

  private static void measure(ProgramBench bench) {
    ProgramBench.Plain plain = bench.plain();
    System.out.println("Medians [quartiles]");
    say("whole run of 20 steps, s", "%.2f", plain.startAlone(), plain.startAudited());
    say("step outside of schedules, us", "%.1f", plain.stepAlone(), plain.stepAudited());
    System.out.printf(
        Locale.ROOT,
        "  more than alone by %.2f %% of a step of 1 ms%n",
        plain.stepMore().median() / 10);
    System.out.println("Hook of a gradient while a disturbance acts, us");
    for (int parameters : PARAMETERS) {
      ProgramBench.Inside inside = bench.inside(parameters);
      System.out.printf(
          Locale.ROOT,
          "  %,d values: copied twice %s, handed over %s (%s times), with gradient noise %s%n",
          parameters,
          spread("%.0f", inside.copies()),
          spread("%.0f", inside.hook()),
          spread("%.1f", inside.ratio()),
          spread("%.0f", inside.noise()));
    }
  }

  private static void say(String what, String format, Quartiles alone, Quartiles audited) {
    System.out.printf(
        "%s: alone %s, audited %s%n", what, spread(format, alone), spread(format, audited));
  }

  private static String spread(String format, Quartiles spread) {
    return String.format(
        Locale.ROOT,
        "%1$s [%1$s, %1$s]".replace("%1$s", format),
        spread.median(),
        spread.low(),
        spread.high());
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
