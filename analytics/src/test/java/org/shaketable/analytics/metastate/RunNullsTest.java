package org.shaketable.analytics.metastate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.metastate.Comoments;
import org.shaketable.analytics.stats.metastate.Surrogate;

class RunNullsTest {
  private static final int FEATURES = 4;
  private static final int LENGTH = 60;
  private static final int RUNS = 400;

  /** Runs whose features go their own way are as narrow as all their surrogates one in twenty. */
  @Test
  void oneInTwentyOfIndependentRunsIsChance() {
    RunNulls found = over(0);
    assertThat(found.runs()).isEqualTo(RUNS);
    for (Surrogate surrogate : List.of(Surrogate.AR1, Surrogate.PHASE_SHUFFLED)) {
      assertThat(found.share(surrogate)).as(surrogate.name()).isBetween(0.02, 0.09);
    }
  }

  @Test
  void runsWhoseFeaturesMoveTogetherAreNarrower() {
    RunNulls found = over(2);
    for (Surrogate surrogate :
        List.of(Surrogate.AR1, Surrogate.PHASE_SHUFFLED, Surrogate.TIME_SHUFFLED)) {
      assertThat(found.share(surrogate)).as(surrogate.name()).isGreaterThan(0.95);
    }
  }

  @Test
  void runsOfTwoEvaluationsSayNothing() {
    Comoments two = new Comoments(2);
    two.add(new double[] {1, 2});
    two.add(new double[] {2, 1});
    assertThat(RunNulls.of(two, List.of())).isEqualTo(RunNulls.NONE);
    assertThat(RunNulls.NONE.share(Surrogate.AR1)).isNaN();
  }

  private static RunNulls over(double shared) {
    SplittableRandom random = new SplittableRandom(8);
    RunNulls found = RunNulls.NONE;
    for (int run = 0; run < RUNS; run++) {
      double[][] columns = run(random, shared);
      List<Comoments[]> draws = new ArrayList<>();
      for (Surrogate surrogate : Surrogate.values()) {
        Comoments[] each = new Comoments[RunNulls.DRAWS];
        Arrays.setAll(
            each,
            draw ->
                moments(
                    Arrays.stream(columns)
                        .map(column -> surrogate.sampler(column).draw(random))
                        .toArray(double[][]::new)));
        draws.add(each);
      }
      found = found.plus(RunNulls.of(moments(columns), draws));
    }
    return found;
  }

  private static double[][] run(SplittableRandom random, double shared) {
    double[] common = series(random);
    double[][] columns = new double[FEATURES][];
    for (int f = 0; f < FEATURES; f++) {
      double[] own = series(random);
      columns[f] = new double[LENGTH];
      Arrays.setAll(columns[f], t -> own[t] + shared * common[t]);
    }
    return columns;
  }

  private static double[] series(SplittableRandom random) {
    double[] series = new double[LENGTH];
    double state = random.nextGaussian() / Math.sqrt(0.75);
    for (int t = 0; t < LENGTH; t++) {
      series[t] = state;
      state = 0.5 * state + random.nextGaussian();
    }
    return series;
  }

  private static Comoments moments(double[][] columns) {
    Comoments moments = new Comoments(columns.length);
    for (int t = 0; t < columns[0].length; t++) {
      double[] row = new double[columns.length];
      for (int f = 0; f < row.length; f++) {
        row[f] = columns[f][t];
      }
      moments.add(row);
    }
    return moments;
  }
}
