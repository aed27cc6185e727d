package org.shaketable.jobs.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.shaketable.jobs.Mistake;
import org.shaketable.training.bench.LearningBench;
import org.shaketable.training.bench.LearningGoal;
import org.shaketable.training.bench.LearningGoals;
import org.shaketable.training.bench.LearningResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains each learner on each environment with many seeds and tells how often it solves it. */
@Command(
    name = "learning",
    description = "Trains the learning goals with many seeds: final return and share solved.")
final class BenchLearningCommand implements Runnable {
  private static final String ROW = "%-29s %5s %9s %9s %8s %8s %9s %7s%n";

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--seeds",
      defaultValue = "20",
      description = "Seeds of each goal; default ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--first-seed",
      defaultValue = "5000",
      description = {
        "The first of the seeds; default ${DEFAULT-VALUE}. None of those that the default takes",
        "has chosen a setting."
      })
  private int firstSeed;

  @Option(
      names = "--goal",
      defaultValue = "",
      description = "Only goals whose name contains this, e.g. ppo-Pendulum; default all.")
  private String goal;

  @Override
  public void run() {
    WholeNumber.require("--seeds", seeds, 1, 100_000);
    WholeNumber.require("--first-seed", firstSeed, 0, 1_000_000_000);
    List<LearningGoal> goals =
        LearningGoals.all().stream().filter(one -> one.workload().name().contains(goal)).toList();
    if (goals.isEmpty()) {
      throw new Mistake(
          "Invalid --goal: expected a part of one of %s, found %s"
              .formatted(
                  LearningGoals.all().stream()
                      .map(one -> one.workload().name())
                      .collect(Collectors.joining(", ")),
                  goal));
    }
    System.out.printf(
        ROW, "goal", "seeds", "steps", "RL-Zoo's", "mean", "iqm", "solved at", "solved");
    goals.forEach(this::measure);
  }

  /** A goal takes seconds to minutes, so that each row is shown as soon as it is known. */
  private void measure(LearningGoal goal) {
    LearningResult result = LearningBench.measure(goal, firstSeed, seeds);
    System.out.printf(
        Locale.ROOT,
        ROW,
        goal.workload().name(),
        result.seeds(),
        "%,d".formatted(result.steps()),
        "%,d".formatted(goal.publishedSteps()),
        "%.1f".formatted(result.mean()),
        "%.1f".formatted(result.interquartileMean()),
        "%.0f".formatted(goal.solved()),
        "%.0f %%".formatted(100 * result.solvedShare()));
  }
}
