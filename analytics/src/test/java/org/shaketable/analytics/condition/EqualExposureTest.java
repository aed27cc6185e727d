package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.table.ComparisonRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RunStatus;

class EqualExposureTest {
  private static final double LEVEL = 0.95;
  private static final int SEEDS = 20;

  private final List<JudgedRun> runs = new ArrayList<>();

  private EqualExposureTest met(
      String workload, String dimension, double magnitude, IntPredicate lost) {
    Condition condition =
        new Condition(
            new ConfigurationKey("s", workload, ""), dimension, "noise", magnitude, "p", "none");
    for (int seed = 0; seed < SEEDS; seed++) {
      var facts =
          MadeRuns.perturbed(
              condition, workload + magnitude + seed, "clean", seed, RunStatus.COMPLETED, 400);
      boolean down = lost.test(seed);
      runs.add(MadeRuns.retaining(MadeRuns.judged(facts, down), down ? 0.25 : 0.75));
    }
    return this;
  }

  private List<ComparisonRow> rows() {
    return EqualExposure.of("s", runs, LEVEL);
  }

  @Test
  void whoLosesLessAtEqualExposureIsSaidWithItsInterval() {
    List<ComparisonRow> rows =
        met("a", "DATA", 1, seed -> seed < 5).met("b", "DATA", 1, seed -> seed < 15).rows();

    assertThat(rows)
        .extracting(ComparisonRow::outcome)
        .containsExactly("lost", "retained_performance", "probability_of_improvement");
    ComparisonRow lost = rows.get(0);
    assertThat(lost.workload()).isEqualTo("a");
    assertThat(lost.otherWorkload()).isEqualTo("b");
    assertThat(lost.dimension()).isNull();
    assertThat(lost.exposures()).isEqualTo(1);
    assertThat(lost.own()).isEqualTo(0.25);
    assertThat(lost.other()).isEqualTo(0.75);
    assertThat(lost.estimate().estimate()).isCloseTo(-0.5, within(1e-12));
    assertThat(lost.estimate().upper()).isNegative();
    assertThat(rows.get(1).estimate().estimate()).isCloseTo(0.25, within(1e-12));
    // Ten seeds of twenty retain more in the first, ten as much.
    assertThat(rows.get(2).estimate().estimate()).isCloseTo(0.75, within(1e-12));
    assertThat(rows.get(2).estimate().lower()).isGreaterThan(0.5);
  }

  @Test
  void onlyExposuresThatBothMetCount() {
    List<ComparisonRow> rows =
        met("a", "DATA", 1, seed -> false)
            .met("a", "DATA", 2, seed -> true)
            .met("b", "DATA", 1, seed -> false)
            .met("b", "DATA", 3, seed -> true)
            .met("c", "DATA", 4, seed -> true)
            .rows();

    assertThat(rows).hasSize(3).allMatch(row -> row.exposures() == 1);
    assertThat(rows.get(0).own()).isZero();
    assertThat(rows.get(0).estimate().estimate()).isZero();
    assertThat(rows.get(0).estimate().upper()).isBetween(0.01, 0.25);
  }

  @Test
  void dimensionsStandBesideAllTogether() {
    List<ComparisonRow> rows =
        met("a", "DATA", 1, seed -> true)
            .met("b", "DATA", 1, seed -> false)
            .met("a", "SIGNAL", 1, seed -> false)
            .met("b", "SIGNAL", 1, seed -> true)
            .rows();

    assertThat(rows)
        .filteredOn(row -> row.outcome().equals("lost"))
        .extracting(ComparisonRow::dimension, row -> row.estimate().estimate())
        .containsExactly(tuple(null, 0.0), tuple("DATA", 1.0), tuple("SIGNAL", -1.0));
  }

  /** Two equal configurations, four doses of 20 seeds, of which some are luckier than others. */
  @Test
  void equalOnesAreSeldomToldApartAndAPlantedDifferenceIs() {
    int apart = 0;
    int found = 0;
    for (int sample = 0; sample < 200; sample++) {
      apart += toldApart(sample, 0.5) ? 1 : 0;
      found += toldApart(sample, 0.2) ? 1 : 0;
    }
    assertThat(apart).isLessThanOrEqualTo(17);
    assertThat(found).isGreaterThanOrEqualTo(180);
  }

  private boolean toldApart(int sample, double other) {
    runs.clear();
    SplittableRandom random = new SplittableRandom(sample);
    double[] luck = random.doubles(SEEDS, -0.15, 0.15).toArray();
    for (int dose = 1; dose <= 4; dose++) {
      met("a", "DATA", dose, seed -> random.nextDouble() < 0.5 + luck[seed]);
      met("b", "DATA", dose, seed -> random.nextDouble() < other + luck[seed]);
    }
    var difference = rows().get(0).estimate();
    return difference.lower() > 0 || difference.upper() < 0;
  }
}
