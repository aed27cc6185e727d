package org.shaketable.analytics.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.PlantedTable;
import org.shaketable.analytics.stats.claim.ClaimRule;
import org.shaketable.analytics.stats.claim.Verdict;
import org.shaketable.analytics.stats.detection.StackedScore;
import org.shaketable.analytics.stats.interval.Interval;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;

/**
 * Made-up sweeps in which it is known what comes before a collapse: six conditions of 24 seeds, of
 * which those with a frail seed fall more often in all of them.
 */
class PlantedPrecedenceTest {
  private static final int SWEEPS = 200;
  private static final int SEEDS = 24;
  private static final int CONDITIONS = 6;
  private static final int ROWS = 36;
  private static final int ONSET = 12;
  private static final int HORIZON = 4;
  private static final ConfigurationKey KEY = new ConfigurationKey("s", "w", "");

  /** What a score is made of. */
  private enum Planted {
    /** The danger itself, which nothing visible shows. */
    PRECEDES,
    /** The disturbance: it jumps at the onset in every run, and rings in survivors as well. */
    DETECTS,
    /** What performance shows, with some noise. */
    SEES,
    /** Noise that has something of its seed in it. */
    NOISE
  }

  private static final Map<Planted, List<Verdict>> VERDICTS = new HashMap<>();
  private static final Map<Planted, List<Interval>> CONCORDANCES = new HashMap<>();
  private static final Map<Planted, List<Interval>> GAINS = new HashMap<>();

  @BeforeAll
  static void judge() {
    SplittableRandom random = new SplittableRandom(11);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      PairSums sums = sums(conditions(CONDITIONS, SEEDS, random), SEEDS);
      for (Planted planted : Planted.values()) {
        Interval concordance =
            sums.alone()[planted.ordinal()].interval(sums.cases(), sums.controls(), 0.95);
        Interval gain = sums.with()[planted.ordinal()].gainOver(sums.visible(), 0.95);
        CONCORDANCES.computeIfAbsent(planted, p -> new ArrayList<>()).add(concordance);
        GAINS.computeIfAbsent(planted, p -> new ArrayList<>()).add(gain);
        VERDICTS.computeIfAbsent(planted, p -> new ArrayList<>()).add(verdict(concordance, gain));
      }
    }
  }

  /** By the rule of {@code conf/claims.yaml}. */
  private static Verdict verdict(Interval concordance, Interval gain) {
    return new ClaimRule(ClaimRule.Side.ABOVE, 0.5)
        .verdict(concordance)
        .and(new ClaimRule(ClaimRule.Side.ABOVE, 0, 0.02).verdict(gain));
  }

  private static double rate(Planted planted, Verdict verdict) {
    return count(planted, verdict) / (double) SWEEPS;
  }

  private static int count(Planted planted, Verdict verdict) {
    return Collections.frequency(VERDICTS.get(planted), verdict);
  }

  private static void absent(String truth, Planted planted) {
    PlantedTable.absent(
        truth, SWEEPS, count(planted, Verdict.REFUTED), count(planted, Verdict.CONFIRMED));
  }

  private static double mean(List<Interval> intervals) {
    return intervals.stream().mapToDouble(Interval::estimate).average().orElseThrow();
  }

  @Test
  void aScoreThatComesBeforeIsConfirmed() {
    assertThat(rate(Planted.PRECEDES, Verdict.CONFIRMED)).isGreaterThan(0.9);
    assertThat(rate(Planted.PRECEDES, Verdict.REFUTED)).isLessThanOrEqualTo(0.05);
    assertThat(mean(GAINS.get(Planted.PRECEDES))).isGreaterThan(0.05);
    PlantedTable.present(
        "precedence, 6 conditions of 24 seeds",
        SWEEPS,
        count(Planted.PRECEDES, Verdict.CONFIRMED),
        count(Planted.PRECEDES, Verdict.REFUTED));
  }

  @Test
  void aScoreThatOnlyDetectsTheDisturbanceIsNot() {
    assertThat(rate(Planted.DETECTS, Verdict.CONFIRMED)).isLessThanOrEqualTo(0.05);
    assertThat(mean(CONCORDANCES.get(Planted.DETECTS))).isBetween(0.49, 0.51);
    absent("a score that detects the disturbance, 6 conditions of 24 seeds", Planted.DETECTS);
  }

  @Test
  void aScoreThatSeesWhatEverybodySeesIsNotThoughItOrdersRuns() {
    assertThat(mean(CONCORDANCES.get(Planted.SEES))).isGreaterThan(0.55);
    assertThat(rate(Planted.SEES, Verdict.CONFIRMED)).isLessThanOrEqualTo(0.05);
    absent("a score that sees what everybody sees, 6 conditions of 24 seeds", Planted.SEES);
  }

  @Test
  void noiseIsNotAndItsConcordanceIsOneHalf() {
    assertThat(rate(Planted.NOISE, Verdict.CONFIRMED)).isLessThanOrEqualTo(0.05);
    assertThat(mean(CONCORDANCES.get(Planted.NOISE))).isBetween(0.485, 0.515);
    assertThat(
            CONCORDANCES.get(Planted.NOISE).stream()
                    .filter(interval -> interval.contains(0.5))
                    .count()
                / (double) SWEEPS)
        .isBetween(0.91, 0.985);
    assertThat(mean(GAINS.get(Planted.NOISE))).isBetween(-0.03, 0.005);
    absent("a score of noise, 6 conditions of 24 seeds", Planted.NOISE);
  }

  /** At the size of {@code conf/findings/precedence.yaml} what is not there is denied. */
  @Test
  void aSweepOfTheSizeOfTheFindingsRefutesWhatIsNotThere() {
    SplittableRandom random = new SplittableRandom(12);
    Map<Planted, List<Verdict>> verdicts = new HashMap<>();
    for (int sweep = 0; sweep < 12; sweep++) {
      PairSums sums = sums(conditions(20, 40, random), 40);
      for (Planted planted : Planted.values()) {
        int place = planted.ordinal();
        verdicts
            .computeIfAbsent(planted, p -> new ArrayList<>())
            .add(
                verdict(
                    sums.alone()[place].interval(sums.cases(), sums.controls(), 0.95),
                    sums.with()[place].gainOver(sums.visible(), 0.95)));
      }
    }
    assertThat(verdicts.get(Planted.PRECEDES)).containsOnly(Verdict.CONFIRMED);
    for (Planted absent : List.of(Planted.DETECTS, Planted.SEES, Planted.NOISE)) {
      assertThat(verdicts.get(absent)).doesNotContain(Verdict.CONFIRMED);
      assertThat(Collections.frequency(verdicts.get(absent), Verdict.REFUTED))
          .as("of 12 sweeps, %s", absent)
          .isGreaterThanOrEqualTo(11);
    }
  }

  /** Runs that end early would be ordered by that alone if they were compared as a whole. */
  @Test
  void runsAreComparedOnlyWhileBothStand() {
    List<ScoredRun> runs = conditions(CONDITIONS, SEEDS, new SplittableRandom(3)).get(0);
    for (Stratum stratum : Stratum.of(runs, HORIZON)) {
      assertThat(stratum.runs()).allMatch(run -> run.outcome().collapse() > stratum.row());
      assertThat(stratum.row()).isGreaterThan(ONSET).isLessThan(ROWS - HORIZON);
      assertThat(stratum.cases())
          .allMatch(run -> run.outcome().collapse() <= stratum.row() + HORIZON);
      assertThat(stratum.controls())
          .allMatch(run -> run.outcome().collapse() > stratum.row() + HORIZON);
    }
  }

  private static PairSums sums(List<List<ScoredRun>> conditions, int seeds) {
    int detectors = Planted.values().length;
    int width = Visible.WIDTH + detectors;
    StackedScore[] parts =
        conditions.stream()
            .map(runs -> Weights.sums(Placed.of(Stratum.of(runs, HORIZON)), width))
            .reduce(Weights::plus)
            .orElseThrow();
    Weights weights = Weights.of(parts, width);
    return conditions.stream()
        .map(runs -> PairSums.of(Placed.of(Stratum.of(runs, HORIZON)), weights, detectors, seeds))
        .reduce(PairSums::plus)
        .orElseThrow();
  }

  private static List<List<ScoredRun>> conditions(int count, int seeds, SplittableRandom random) {
    double[] frailty = random.doubles(seeds).toArray();
    double[] offset = random.doubles(seeds).toArray();
    List<List<ScoredRun>> conditions = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      Condition condition = new Condition(KEY, "DATA", "noise", c + 1, "pulse", "none");
      List<ScoredRun> runs = new ArrayList<>();
      for (int s = 0; s < seeds; s++) {
        runs.add(run(condition, s, frailty[s], offset[s], random));
      }
      conditions.add(runs);
    }
    return conditions;
  }

  /** Danger drifts from the onset on, and more so of a frail seed; at 3 the run collapses. */
  private static ScoredRun run(
      Condition condition, int seed, double frailty, double offset, SplittableRandom random) {
    double[] danger = new double[ROWS];
    int collapse = RunEnd.NEVER;
    for (int row = ONSET + 1; row < ROWS; row++) {
      danger[row] = danger[row - 1] + 0.2 * frailty + 0.5 * random.nextGaussian();
      if (danger[row] > 3 && collapse == RunEnd.NEVER) {
        collapse = row;
      }
    }
    double[][] columns = new double[Visible.WIDTH + Planted.values().length][ROWS];
    for (int row = 0; row < ROWS; row++) {
      double shown = row >= 2 ? danger[row - 2] : 0;
      columns[0][row] = -0.3 * shown + random.nextGaussian();
      columns[2][row] = random.nextGaussian();
      columns[Visible.WIDTH + Planted.PRECEDES.ordinal()][row] =
          danger[row] + 0.3 * random.nextGaussian();
      columns[Visible.WIDTH + Planted.DETECTS.ordinal()][row] =
          (row > ONSET ? 10 : 0) + random.nextGaussian();
      columns[Visible.WIDTH + Planted.NOISE.ordinal()][row] = offset + 0.5 * random.nextGaussian();
    }
    for (int row = 0; row < ROWS; row++) {
      int first = Math.max(0, row - 4);
      columns[1][row] = Arrays.stream(columns[0], first, row + 1).average().orElseThrow();
      columns[3][row] = columns[1][ONSET];
      columns[4][row] = columns[2][ONSET];
      columns[Visible.WIDTH + Planted.SEES.ordinal()][row] =
          -columns[1][row] + 0.3 * random.nextGaussian();
    }
    RunEnd outcome = new RunEnd(seed, collapse);
    String id = condition.magnitude() + "-" + seed;
    return ScoredRun.standing(condition, id, outcome, ONSET, ROWS, Landmarks.EVERY, columns);
  }
}
