package org.shaketable.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the executors of a cluster wrote into their logs, those that were killed among them. Each
 * has one core, so that what it trains between two lines about tasks is of one task.
 */
final class ExecutorLog {
  private static final Pattern BEGUN =
      Pattern.compile("Executor: Running task (\\S+ in stage \\S+)");
  private static final Pattern DONE = Pattern.compile("Executor: Finished task ");
  private static final Pattern TRAINED = Pattern.compile("Trainer: Trained run (\\S+):");

  private ExecutorLog() {}

  /**
   * One start of a task.
   *
   * @param task its number among its stage's, and that of its attempt
   * @param runs ids of the runs that it trained
   * @param done whether it ended well
   */
  record Attempt(String task, List<String> runs, boolean done) {}

  /** The starts of tasks, by the directory of the executor. */
  static Map<Path, List<Attempt>> of(Path work) throws IOException {
    Map<Path, List<Attempt>> attempts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(work, 3)) {
      for (Path file : files.filter(path -> path.endsWith("stderr")).toList()) {
        attempts.put(file.getParent(), read(file));
      }
    } catch (NoSuchFileException none) {
      return Map.of();
    }
    return attempts;
  }

  /** Those of all executors that trained something. */
  static List<Attempt> trainings(Path work) throws IOException {
    return of(work).values().stream()
        .flatMap(Collection::stream)
        .filter(attempt -> !attempt.runs().isEmpty())
        .toList();
  }

  private static List<Attempt> read(Path file) throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      int last = attempts.size() - 1;
      Matcher begun = BEGUN.matcher(line);
      Matcher trained = TRAINED.matcher(line);
      if (begun.find()) {
        attempts.add(new Attempt(begun.group(1), new ArrayList<>(), false));
      } else if (trained.find()) {
        attempts.get(last).runs().add(trained.group(1));
      } else if (DONE.matcher(line).find()) {
        attempts.set(last, new Attempt(attempts.get(last).task(), attempts.get(last).runs(), true));
      }
    }
    return attempts;
  }
}
