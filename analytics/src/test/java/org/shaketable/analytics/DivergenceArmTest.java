package org.shaketable.analytics;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.condition.AnalyticsSettings;
import org.shaketable.analytics.condition.Divergences;
import org.shaketable.analytics.condition.ProgramNoise;
import org.shaketable.analytics.stats.curve.Direction;
import org.shaketable.analytics.table.ConfigurationKey;
import org.shaketable.analytics.table.DivergenceRow;
import org.shaketable.analytics.table.RepeatRow;
import org.shaketable.analytics.table.Source;
import org.shaketable.analytics.table.WorkloadRow;

/**
 * Of pairs that were kicked infinitesimally. From runs under the disturbances themselves
 * contraction was 0.16, 0.26, 0.45 at rising noise: pairs that parted too fast for a line were left
 * out.
 */
class DivergenceArmTest {
  private static final AnalyticsSettings SETTINGS = new AnalyticsSettings(1, 500, 0.95);

  private static Sample clean() {
    return new Sample(Direction.HIGHER).clean(12);
  }

  private static List<DivergenceRow> rows(Sample sample) {
    return rows(sample, Map.of());
  }

  private static List<DivergenceRow> rows(
      Sample sample, Map<ConfigurationKey, ProgramNoise> noises) {
    JudgedSweep sweep = JudgedSweep.of(Sample.SWEEP, sample.tables(), SETTINGS);
    try {
      assertThat(sweep.judged()).noneMatch(run -> run.runId().startsWith("kicked"));
      return Divergences.of(
          sweep.everything(), sweep.groups().value(), sweep.columns(), noises, sweep.level());
    } finally {
      sweep.release();
    }
  }

  @Test
  void pairsThatPartTooFastForALineCountAsTheFastest() {
    Sample sample = clean().placebos(4, 2);
    double[] rates = {0.01, 0.02, 0.03, 0.04, 3, 3, 3};
    for (int r = 0; r < rates.length; r++) {
      sample.kicked(r, rates[r], 2);
      // What is under study parts faster or slower, which is not asked here.
      sample.perturbed("noise", 1 + r % 2, r, Sample.Fate.COLLAPSES);
    }

    DivergenceRow row = rows(sample).get(0);

    assertThat(row.space()).isEqualTo("parameters");
    assertThat(row.saturation()).isEqualTo(1);
    assertThat(row.saturationFrom()).isEqualTo("placebo");
    assertThat(row.pairs()).isEqualTo(7);
    assertThat(row.fitted()).isEqualTo(4);
    assertThat(row.saturated()).isEqualTo(3);
    assertThat(row.equal() + row.unknown()).isZero();
    // The fourth of seven; of the four that have a line it would be 0.025.
    assertThat(row.rate()).isCloseTo(0.04, within(1e-12));
    assertThat(row.atLeast()).isFalse();
    assertThat(row.lower()).isBetween(0.01, 0.02);
    assertThat(row.upper()).isInfinite();
    assertThat(row.contraction()).isCloseTo(Math.exp(-0.04 * 400), within(1e-12));
    assertThat(row.contractionLower()).isZero();
    assertThat(row.contractionUpper()).isCloseTo(Math.exp(-row.lower() * 400), within(1e-15));
  }

  @Test
  void theFasterTheyPartTheLessIsLeftAlsoWhereMostAreTooFastForALine() {
    Sample sample = clean().placebos(4, 2);
    for (int r = 0; r < 8; r++) {
      sample.kicked(r, r < 3 ? 0.04 : 3, 2);
    }

    DivergenceRow fast = rows(sample).get(0);

    assertThat(fast.atLeast()).isTrue();
    // ln(1 / 7.7e-6) in the ten steps of the first evaluation, by the norm of the clean runs.
    assertThat(fast.rate()).isCloseTo(1.18, within(0.02));
    assertThat(fast.contraction()).isLessThan(Math.exp(-0.04 * 400));
    assertThat(fast.upper()).isInfinite();
  }

  @Test
  void withoutPlacebosIndependentWeightsSayWhereTheyHaveParted() {
    Sample sample = clean();
    for (int r = 0; r < 6; r++) {
      sample.kicked(r, 0.03, 2);
    }

    List<DivergenceRow> rows = rows(sample);

    assertThat(rows.get(0).saturationFrom()).isEqualTo("initial_weights");
    assertThat(rows.get(0).saturation()).isCloseTo(5.4, within(0.3));
    assertThat(rows.get(1).space()).isEqualTo("predictions");
    assertThat(rows.get(1).saturationFrom()).isEqualTo("none");
    assertThat(rows.get(1).rate()).isEqualTo(rows.get(0).rate(), within(1e-12));
  }

  @Test
  void withoutTheArmNothingIsGuessedFromOtherRuns() {
    Sample sample = clean().placebos(4, 2);
    sample.perturbed("noise", 1, 0, Sample.Fate.COLLAPSES);

    assertThat(rows(sample)).isEmpty();
  }

  private static final Sample PROGRAM = clean().placebos(4, 2);

  static {
    for (int r = 0; r < 7; r++) {
      PROGRAM.kicked(r, 0.02 + 0.001 * r, 2);
    }
  }

  /** Equal runs of the program part as kicked ones do at a rate of 0.02, by a share of that. */
  private static Map<ConfigurationKey, ProgramNoise> noise(double share) {
    List<RepeatRow> repeats =
        IntStream.rangeClosed(0, Sample.EVALUATIONS)
            .mapToObj(e -> repeat(e, share * 1e-6 * Math.exp(2 + 0.2 * e)))
            .toList();
    return ProgramNoise.of(List.of(program()), repeats);
  }

  private static RepeatRow repeat(int evaluation, double apart) {
    return new RepeatRow(
        Sample.SWEEP, "toy", "", "r", evaluation, 10L * evaluation, apart == 0, 0, apart, NaN);
  }

  private static WorkloadRow program() {
    return MadeRuns.workload(
        Sample.KEY, Source.PROGRAM, Direction.HIGHER, List.of(), List.of(), "{}");
  }

  @Test
  void noiseOfAProgramFarBelowItsKicksChangesNothing() {
    DivergenceRow row = rows(PROGRAM, noise(0.01)).get(0);

    assertThat(row.rate()).isCloseTo(0.023, within(1e-12));
    assertThat(row.underNoise()).isZero();
    assertThat(row.noiseFloor()).isCloseTo(0.01 * 1e-6 * Math.exp(2 + 8), within(1e-12));
  }

  @Test
  void aProgramWhoseEqualRunsPartAsFarHasNoRate() {
    // All are within three times of it but the fastest, late: those have a line where they rise.
    DivergenceRow row = rows(PROGRAM, noise(2)).get(0);

    assertThat(row.underNoise()).isGreaterThanOrEqualTo(4);
    assertThat(row.rate()).isNaN();
    assertThat(row.lower()).isNaN();
    assertThat(row.fitted() + row.saturated() + row.equal() + row.unknown() + row.underNoise())
        .isEqualTo(row.pairs())
        .isEqualTo(7);
  }

  @Test
  void aProgramThatWasNotTrainedAgainHasNoRateEither() {
    List<DivergenceRow> never = rows(PROGRAM, ProgramNoise.of(List.of(program()), List.of()));

    assertThat(never.get(0).unknown()).isEqualTo(7);
    assertThat(never.get(0).rate()).isNaN();
    assertThat(never.get(0).noiseFloor()).isNaN();
    // Of predictions nothing is known where the program gives no outputs.
    assertThat(rows(PROGRAM, noise(0.01)).get(1).unknown()).isEqualTo(7);
  }

  @Test
  void equalRunsOfTheSameBitsAreNoNoise() {
    DivergenceRow row = rows(PROGRAM, noise(0)).get(0);

    assertThat(row.rate()).isCloseTo(0.023, within(1e-12));
    assertThat(row.noiseFloor()).isZero();
  }
}
