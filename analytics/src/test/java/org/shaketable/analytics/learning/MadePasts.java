package org.shaketable.analytics.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.shaketable.analytics.detection.FeatureWindows;
import org.shaketable.analytics.precedence.Landmarks;
import org.shaketable.analytics.precedence.RunEnd;
import org.shaketable.analytics.precedence.ScoredRun;
import org.shaketable.analytics.precedence.Stratum;
import org.shaketable.analytics.precedence.Visible;
import org.shaketable.analytics.stats.detection.Concordance;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;

/**
 * Made-up sweeps of a workload with two features and three families: danger drifts from the onset
 * on, more so of frail seeds, which fall in all families; the first feature shows it or does not,
 * the second is noise around a value that each seed has for itself.
 */
final class MadePasts {
  static final List<String> FEATURES = List.of("first", "second");
  static final List<String> FAMILIES = List.of("input-noise", "signal-flip", "weight-noise");
  static final int SEEDS = 100;
  static final int HORIZON = 4;
  private static final int ROWS = 36;
  private static final int ONSET = 12;
  private static final ConfigurationKey KEY = new ConfigurationKey("s", "w", "");

  /** What the first feature shows of the danger in a family. */
  interface Shown {
    double of(String family);
  }

  private MadePasts() {}

  /** One condition of each family. */
  static Map<String, List<ScoredRun>> of(SplittableRandom random, Shown shown) {
    double[] frailty = random.doubles(SEEDS).toArray();
    double[] own = random.doubles(SEEDS, -2, 2).toArray();
    Map<String, List<ScoredRun>> byFamily = new TreeMap<>();
    for (String family : FAMILIES) {
      Condition condition = new Condition(KEY, "DATA", family, 1, "pulse", "none");
      List<ScoredRun> runs = new ArrayList<>();
      for (int seed = 0; seed < SEEDS; seed++) {
        runs.add(run(condition, seed, frailty[seed], own[seed], shown.of(family), random));
      }
      byFamily.put(family, runs);
    }
    return byFamily;
  }

  private static ScoredRun run(
      Condition condition,
      int seed,
      double frailty,
      double own,
      double shown,
      SplittableRandom random) {
    double[][] features = new double[2][ROWS];
    double danger = 0;
    int collapse = RunEnd.NEVER;
    for (int row = 0; row < ROWS; row++) {
      danger += row > ONSET ? 0.2 * frailty + 0.5 * random.nextGaussian() : 0;
      if (danger > 3 && collapse == RunEnd.NEVER) {
        collapse = row;
      }
      features[0][row] = shown * danger + random.nextGaussian();
      features[1][row] = own + random.nextGaussian();
    }
    double[][] columns = new double[Visible.WIDTH + FeatureWindows.width(2)][ROWS];
    double[][] seen = FeatureWindows.of(ROWS, features, 1);
    for (int row = 0; row < ROWS; row++) {
      double[] windows = seen[row];
      for (int i = 0; i < windows.length; i++) {
        columns[Visible.WIDTH + i][row] = windows[i];
      }
      int at = row;
      Arrays.stream(columns, 0, Visible.WIDTH)
          .forEach(column -> column[at] = random.nextGaussian());
    }
    return new ScoredRun(
        condition,
        condition.family() + "-%02d".formatted(seed),
        new RunEnd(seed, collapse),
        ONSET,
        ROWS,
        Landmarks.EVERY,
        Arrays.stream(columns)
            .map(column -> Arrays.copyOfRange(column, ONSET + 1, ROWS))
            .toArray(double[][]::new));
  }

  /** The same runs, each with the outcome of the next. */
  static List<ScoredRun> exchanged(List<ScoredRun> runs) {
    List<ScoredRun> exchanged = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      ScoredRun run = runs.get(i);
      RunEnd next = runs.get((i + 1) % runs.size()).outcome();
      exchanged.add(
          new ScoredRun(
              run.condition(),
              run.runId(),
              new RunEnd(run.outcome().replicate(), next.collapse()),
              run.onset(),
              run.rows(),
              run.at(),
              run.columns()));
    }
    return exchanged;
  }

  static List<Stratum> strata(List<ScoredRun> runs) {
    return Stratum.of(runs, HORIZON);
  }

  static LinearFit fit(Map<String, List<ScoredRun>> byFamily) {
    Map<String, Lessons> lessons = new TreeMap<>();
    byFamily.forEach(
        (family, runs) ->
            lessons.put(family, Lessons.of(strata(runs), FeatureWindows.width(FEATURES.size()))));
    return new LinearFit(FEATURES, lessons);
  }

  static List<Example> examples(Map<String, List<ScoredRun>> byFamily) {
    return byFamily.values().stream().flatMap(runs -> Example.of(strata(runs)).stream()).toList();
  }

  /** How a score orders the pairs of some conditions. */
  static Concordance concordance(Iterable<List<ScoredRun>> conditions, StudiedScore score) {
    Concordance pairs = new Concordance(SEEDS);
    for (List<ScoredRun> runs : conditions) {
      for (Stratum stratum : strata(runs)) {
        for (ScoredRun one : stratum.cases()) {
          for (ScoredRun other : stratum.controls()) {
            pairs.add(
                one.outcome().replicate(),
                other.outcome().replicate(),
                Concordance.agreement(
                    score.of(one, Lessons.windows(one, stratum.place()))
                        - score.of(other, Lessons.windows(other, stratum.place()))));
          }
        }
      }
    }
    return pairs;
  }
}
