package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.run.Parting.Kind;

class PartingTest {
  private static final double UNKNOWN = Double.NaN;

  @Test
  void aLineOfThreeEvaluationsGivesItsSlope() {
    double[] distance = {0, 1e-3, 1e-2, 1e-1, 3};

    Parting pair = Parting.of(Curves.steps(5), distance, 1, 1e-4, 0);

    assertThat(pair.kind()).isEqualTo(Kind.FITTED);
    assertThat(pair.rate()).isCloseTo(Math.log(10) / 10, within(1e-14));
  }

  @Test
  void aPairThatSaturatesSoonerHasABoundFromItsKick() {
    double[] distance = {0, 1e-2, 5, 6, 7};

    Parting pair = Parting.of(Curves.steps(5), distance, 1, 1e-6, 5);

    // From 1e-6 at step 5 to 1 at least at step 20.
    assertThat(pair.kind()).isEqualTo(Kind.AT_LEAST);
    assertThat(pair.rate()).isCloseTo(Math.log(1e6) / 15, within(1e-14));
  }

  @Test
  void whereTheKickIsNotKnownTheFirstDistanceIsItsBeginning() {
    double[] distance = {0, 1e-2, 5, 6, 7};
    double[] atOnce = {0, 5, 6, 7, 8};

    assertThat(Parting.of(Curves.steps(5), distance, 1, UNKNOWN, 0))
        .isEqualTo(new Parting(Kind.AT_LEAST, Math.log(100) / 10));
    assertThat(Parting.of(Curves.steps(5), atOnce, 1, UNKNOWN, 0))
        .isEqualTo(new Parting(Kind.AT_LEAST, 0));
  }

  @Test
  void aPairThatIsNoLongerFiniteHasSaturatedThere() {
    double[] distance = {0, 1e-2, Double.NaN, Double.NaN};

    assertThat(Parting.of(Curves.steps(4), distance, 1, 1e-3, 0))
        .isEqualTo(new Parting(Kind.AT_LEAST, Math.log(1000) / 20));
  }

  @Test
  void aPairWithoutATraceOfTheKickIsEqual() {
    assertThat(Parting.of(Curves.steps(4), new double[4], 1, 1e-3, 0))
        .isEqualTo(new Parting(Kind.EQUAL, 0));
  }

  @Test
  void whatHasNoDistancesIsUnknown() {
    double[] none = {Double.NaN, Double.NaN, Double.NaN};
    double[] few = {0, 1e-3, 1e-2};

    assertThat(Parting.of(Curves.steps(3), none, 1, 1e-6, 0).known()).isFalse();
    assertThat(Parting.of(Curves.steps(3), few, 1, 1e-6, 0).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(Parting.of(new long[0], new double[0], 1, 1e-6, 0).known()).isFalse();
  }
}
