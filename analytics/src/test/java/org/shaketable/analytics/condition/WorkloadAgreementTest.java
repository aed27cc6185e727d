package org.shaketable.analytics.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.MadeRuns;
import org.shaketable.analytics.PlantedTable;
import org.shaketable.analytics.judgement.JudgedRun;
import org.shaketable.analytics.stats.correlation.KendallTau;
import org.shaketable.analytics.table.AgreementRow;
import org.shaketable.analytics.table.Condition;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.RunStatus;

/** Families with made-up shares of runs lost at two doses, 40 seeds, placebos that stand. */
class WorkloadAgreementTest {
  private static final int SEEDS = 40;
  private static final int SAMPLES = 100;
  private static final AnalyticsSettings SETTINGS = new AnalyticsSettings(1, 500, 0.95);
  private static final double[] RISING = {0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.98};
  private static final double[] FALLING = {0.98, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.02};

  private final List<JudgedRun> runs = new ArrayList<>();
  private int seeds = SEEDS;

  private WorkloadAgreementTest trained(String workload, double... lost) {
    return trained(workload, workload.hashCode(), lost);
  }

  private WorkloadAgreementTest trained(String workload, long drawn, double... lost) {
    SplittableRandom random = new SplittableRandom(drawn);
    ConfigurationKey key = new ConfigurationKey("s", workload, "");
    for (int seed = 0; seed < seeds; seed++) {
      runs.add(MadeRuns.judged(MadeRuns.placebo(key, "p", workload + "-p" + seed, seed), false));
      for (int family = 0; family < lost.length; family++) {
        for (int dose = 1; dose <= 2; dose++) {
          Condition condition = new Condition(key, "DATA", "family-" + family, dose, "p", "none");
          String id = workload + "-" + family + "-" + dose + "-" + seed;
          runs.add(
              MadeRuns.judged(
                  MadeRuns.perturbed(condition, id, "clean", seed, RunStatus.COMPLETED, 400),
                  random.nextDouble() < lost[family]));
        }
      }
    }
    return this;
  }

  private List<AgreementRow> rows() {
    return WorkloadAgreement.of("s", JudgedRun.perturbed(runs), new Placebos(runs), SETTINGS);
  }

  @Test
  void workloadsThatTheSameFamiliesBreakAreAlike() {
    List<AgreementRow> rows = trained("a", RISING).trained("b", RISING).rows();
    assertThat(rows)
        .extracting(AgreementRow::measure)
        .containsExactly("dose_survival", "excess_loss");
    assertThat(rows).extracting(AgreementRow::verdict).containsOnly("alike");
    assertThat(rows).allMatch(row -> row.tau() > 0.8 && row.lower() > 0 && row.upper() == 1);
    assertThat(rows).allMatch(row -> row.p() < 0.01 && row.reason() == null);
    assertThat(rows).allMatch(row -> row.families() == 8 && row.seeds() == SEEDS);
  }

  @Test
  void workloadsThatOthersBreakAreContrary() {
    assertThat(trained("a", RISING).trained("b", FALLING).rows())
        .allMatch(row -> row.verdict().equals("contrary") && row.upper() < 0);
  }

  @Test
  void theSameRankingIsFoundAndHeldByItsInterval() {
    Count count = count(SEEDS, random -> RISING);
    PlantedTable.present("the same ranking of eight families, 40 seeds", SAMPLES, count.alike, 0);
    assertThat(count.contrary).isZero();
    assertThat(count.held).as("intervals that hold a tau of 1").isGreaterThanOrEqualTo(93);
    assertThat(count.intervals).isEqualTo(SAMPLES);
  }

  @Test
  void unrelatedRankingsAreSeldomCalledAlike() {
    Count count = count(SEEDS, WorkloadAgreementTest::shuffled);
    int said = count.alike + count.contrary;
    PlantedTable.absent(
        "unrelated rankings of eight families, 40 seeds", SAMPLES, SAMPLES - said, said);
    assertThat(count.held).isGreaterThanOrEqualTo(93);
  }

  /** Percentiles of draws of seeds held a tau of 1 in 6 of 100 samples. */
  @Test
  void withEightSeedsTheIntervalHoldsAsWell() {
    Count count = count(8, random -> RISING);
    assertThat(count.intervals).isGreaterThan(50);
    assertThat(count.held).isGreaterThanOrEqualTo(93 * count.intervals / 100);
  }

  @Test
  void sixSeedsTellNothingApart() {
    AgreementRow row = with(6).trained("a", RISING).trained("b", RISING).rows().get(0);
    assertThat(row.tau()).isPositive();
    assertThat(row.lower()).isNaN();
    assertThat(row.verdict()).isEqualTo("undecided");
    assertThat(row.reason()).startsWith("6 seeds tell no two families apart in both workloads");
  }

  /** Verdicts on made-up pairs of workloads, and how many intervals held the true tau. */
  private static final class Count {
    private int alike;
    private int contrary;
    private int intervals;
    private int held;
  }

  private Count count(int seeds, Function<SplittableRandom, double[]> other) {
    SplittableRandom random = new SplittableRandom(5);
    Count count = new Count();
    with(seeds);
    for (int sample = 0; sample < SAMPLES; sample++) {
      runs.clear();
      double[] lost = other.apply(random);
      AgreementRow row =
          trained("a", random.nextLong(), RISING)
              .trained("b", random.nextLong(), lost)
              .rows()
              .get(0);
      count.alike += row.verdict().equals("alike") ? 1 : 0;
      count.contrary += row.verdict().equals("contrary") ? 1 : 0;
      double truth = KendallTau.of(RISING, lost).b();
      count.intervals += Double.isNaN(row.lower()) ? 0 : 1;
      count.held += row.lower() <= truth + 1e-12 && truth - 1e-12 <= row.upper() ? 1 : 0;
    }
    return count;
  }

  private WorkloadAgreementTest with(int number) {
    seeds = number;
    return this;
  }

  private static double[] shuffled(SplittableRandom random) {
    double[] lost = RISING.clone();
    for (int i = lost.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double other = lost[i];
      lost[i] = lost[j];
      lost[j] = other;
    }
    return lost;
  }

  @Test
  void fourFamiliesCannotSay() {
    List<AgreementRow> rows =
        trained("a", 0.1, 0.3, 0.5, 0.7).trained("b", 0.1, 0.3, 0.5, 0.7, 0.9).rows();
    assertThat(rows)
        .allMatch(row -> row.verdict().equals("cannot be said") && Double.isNaN(row.tau()));
    assertThat(rows.get(0).reason()).isEqualTo("4 of 5 families were met by both");
  }

  @Test
  void aWorkloadThatLosesNothingCannotSayEither() {
    List<AgreementRow> rows = trained("a", RISING).trained("b", 0, 0, 0, 0, 0, 0, 0, 0).rows();
    assertThat(rows.get(0).verdict()).isEqualTo("cannot be said");
    assertThat(rows.get(0).reason()).isEqualTo("one of the two fares alike under all families");
  }

  @Test
  void oneWorkloadHasNoPair() {
    assertThat(trained("a", RISING).rows()).isEmpty();
  }
}
