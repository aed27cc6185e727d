package org.shaketable.analytics.learning;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.shaketable.analytics.detection.LearnedModels;
import org.shaketable.analytics.precedence.ScoredRun;
import org.shaketable.analytics.precedence.Stratum;
import org.shaketable.analytics.precedence.Visible;
import org.shaketable.analytics.stats.detection.StackedScore;

/**
 * What the runs of one family teach a linear score: sums of the windows of their past, centred
 * within condition and landmark, by parts of the seeds.
 *
 * @param sums one for each part
 * @param cases runs that were to collapse, by part
 * @param controls runs that were not, by part
 */
@SuppressWarnings("ArrayRecordComponent")
record Lessons(StackedScore[] sums, int[] cases, int[] controls) implements Serializable {
  /** Parts that the seeds fall into. */
  static final int PARTS = 10;

  /** Runs of each kind below which nothing is learned. */
  static final int FEWEST = 10;

  /** Nothing yet. */
  static Lessons none(int width) {
    StackedScore[] sums = new StackedScore[PARTS];
    Arrays.setAll(sums, part -> new StackedScore(width));
    return new Lessons(sums, new int[PARTS], new int[PARTS]);
  }

  /** Those of the strata of one condition. */
  static Lessons of(List<Stratum> strata, int width) {
    Lessons lessons = none(width);
    strata.forEach(lessons::add);
    count(strata.stream().flatMap(stratum -> stratum.cases().stream()).toList(), lessons.cases);
    count(
        strata.stream().flatMap(stratum -> stratum.controls().stream()).toList(), lessons.controls);
    return lessons;
  }

  private void add(Stratum stratum) {
    List<ScoredRun> runs = stratum.runs();
    double[][] windows = new double[runs.size()][];
    Arrays.setAll(windows, i -> windows(runs.get(i), stratum.place()));
    centre(windows);
    int known = stratum.cases().size();
    for (int i = 0; i < windows.length; i++) {
      sums[part(runs.get(i))].add(windows[i], (i < known ? 1 : 0) - stratum.rate());
    }
  }

  /** The windows of a run at a landmark; a number that is missing is 0. */
  static double[] windows(ScoredRun run, int place) {
    int index = run.index(place);
    double[] windows = new double[run.columns().length - Visible.WIDTH];
    for (int i = 0; i < windows.length; i++) {
      double value = run.columns()[Visible.WIDTH + i][index];
      windows[i] = Double.isNaN(value) ? 0 : value;
    }
    return windows;
  }

  private static void centre(double[][] rows) {
    for (int column = 0; column < rows[0].length; column++) {
      int of = column;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[of]).average().orElse(0);
      for (double[] row : rows) {
        row[column] -= mean;
      }
    }
  }

  private static void count(List<ScoredRun> runs, int[] counts) {
    Set<String> counted = new HashSet<>();
    for (ScoredRun run : runs) {
      counts[part(run)] += counted.add(run.runId()) ? 1 : 0;
    }
  }

  private static int part(ScoredRun run) {
    return LearnedModels.part(run.outcome().replicate(), PARTS);
  }

  /** Those of two conditions, or of two families. */
  Lessons plus(Lessons other) {
    StackedScore[] both = new StackedScore[PARTS];
    Arrays.setAll(both, part -> sums[part].plus(other.sums[part]));
    return new Lessons(both, plus(cases, other.cases), plus(controls, other.controls));
  }

  private static int[] plus(int[] left, int[] right) {
    int[] sum = left.clone();
    Arrays.setAll(sum, i -> left[i] + right[i]);
    return sum;
  }

  /** All sums but those of one part of the seeds. */
  StackedScore without(int part) {
    return IntStream.range(0, PARTS)
        .filter(other -> other != part)
        .mapToObj(other -> sums[other])
        .reduce(StackedScore::plus)
        .orElseThrow();
  }

  /** Runs that were to collapse. */
  int allCases() {
    return Arrays.stream(cases).sum();
  }

  /** Runs that were not. */
  int allControls() {
    return Arrays.stream(controls).sum();
  }

  /** Whether enough runs of both kinds are left without a part of the seeds. */
  boolean enoughWithout(int part) {
    return allCases() - cases[part] >= FEWEST && allControls() - controls[part] >= FEWEST;
  }
}
