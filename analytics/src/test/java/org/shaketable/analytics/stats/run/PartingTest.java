package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.run.Parting.Kind;

class PartingTest {
  private static final double UNKNOWN = Double.NaN;

  private static Parting quiet(double[] distance, double kick, long onset) {
    return noisy(distance, kick, onset, new double[distance.length]);
  }

  private static Parting noisy(double[] distance, double kick, long onset, double[] noise) {
    return Parting.of(Curves.steps(distance.length), distance, 1, kick, onset, noise);
  }

  @Test
  void aLineOfThreeEvaluationsGivesItsSlope() {
    double[] distance = {0, 1e-3, 1e-2, 1e-1, 3};

    Parting pair = quiet(distance, 1e-4, 0);

    assertThat(pair.kind()).isEqualTo(Kind.FITTED);
    assertThat(pair.rate()).isCloseTo(Math.log(10) / 10, within(1e-14));
  }

  @Test
  void aPairThatSaturatesSoonerHasABoundFromItsKick() {
    double[] distance = {0, 1e-2, 5, 6, 7};

    Parting pair = quiet(distance, 1e-6, 5);

    // From 1e-6 at step 5 to 1 at least at step 20.
    assertThat(pair.kind()).isEqualTo(Kind.AT_LEAST);
    assertThat(pair.rate()).isCloseTo(Math.log(1e6) / 15, within(1e-14));
  }

  @Test
  void whereTheKickIsNotKnownTheFirstDistanceIsItsBeginning() {
    double[] distance = {0, 1e-2, 5, 6, 7};
    double[] atOnce = {0, 5, 6, 7, 8};

    assertThat(quiet(distance, UNKNOWN, 0))
        .isEqualTo(new Parting(Kind.AT_LEAST, Math.log(100) / 10));
    assertThat(quiet(atOnce, UNKNOWN, 0)).isEqualTo(new Parting(Kind.AT_LEAST, 0));
  }

  @Test
  void aPairThatIsNoLongerFiniteHasSaturatedThere() {
    double[] distance = {0, 1e-2, Double.NaN, Double.NaN};

    assertThat(quiet(distance, 1e-3, 0)).isEqualTo(new Parting(Kind.AT_LEAST, Math.log(1000) / 20));
  }

  @Test
  void aPairWithoutATraceOfTheKickIsEqual() {
    assertThat(quiet(new double[4], 1e-3, 0)).isEqualTo(new Parting(Kind.EQUAL, 0));
  }

  @Test
  void whatHasNoDistancesIsUnknown() {
    double[] none = {Double.NaN, Double.NaN, Double.NaN};
    double[] few = {0, 1e-3, 1e-2};

    assertThat(quiet(none, 1e-6, 0).known()).isFalse();
    assertThat(quiet(few, 1e-6, 0).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(quiet(new double[0], 1e-6, 0).known()).isFalse();
  }

  @Test
  void theLineOfANoisyProgramIsThroughWhatIsAboveItsNoise() {
    // A kick that heals tenfold an evaluation, until only noise of 1e-5 is left.
    double[] healing = {1e-2, 1e-3, 1e-4, 9e-6, 1.1e-5, 8e-6, 1.2e-5, 1e-5};
    double[] level = new double[healing.length];
    Arrays.fill(level, 3e-5);

    assertThat(quiet(healing, UNKNOWN, 0).rate()).isGreaterThan(-Math.log(10) / 10 / 2);
    assertThat(noisy(healing, UNKNOWN, 0, level).kind()).isEqualTo(Kind.FITTED);
    assertThat(noisy(healing, UNKNOWN, 0, level).rate())
        .isCloseTo(-Math.log(10) / 10, within(1e-14));
  }

  @Test
  void aPairThatPartsNoFurtherThanEqualRunsHasNoRate() {
    double[] parting = {0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 5};
    double[] noise = Arrays.stream(parting).map(d -> 1.5 * d).toArray();

    assertThat(quiet(parting, 1e-7, 0).kind()).isEqualTo(Kind.FITTED);
    assertThat(noisy(parting, 1e-7, 0, noise)).isEqualTo(new Parting(Kind.UNDER_NOISE, UNKNOWN));
    // Noise that grows with the same rate far below it changes nothing.
    double[] small = Arrays.stream(parting).map(d -> 0.1 * d).toArray();
    assertThat(noisy(parting, 1e-7, 0, small).rate())
        .isCloseTo(quiet(parting, 1e-7, 0).rate(), within(1e-14));
  }

  @Test
  void aPairThatSaturatesFarBeyondTheNoiseKeepsItsBound() {
    double[] fast = {0, 1e-2, 5, 6, 7};
    double[] less = {0, 1, 1.5, 3, 3};
    double[] more = {0, 1, 6, 9, 9};

    assertThat(noisy(fast, 1e-6, 5, less)).isEqualTo(quiet(fast, 1e-6, 5));
    assertThat(noisy(fast, 1e-6, 5, more).kind()).isEqualTo(Kind.UNDER_NOISE);
  }

  @Test
  void whereTheNoiseIsNotKnownTheRateIsNot() {
    double[] distance = {0, 1e-3, 1e-2, 1e-1, 3};
    double[] unknown = {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN};

    assertThat(noisy(distance, 1e-4, 0, unknown).kind()).isEqualTo(Kind.UNKNOWN);
  }
}
