package org.shaketable.analytics.stats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.run.Parting.Kind;

class MedianPartingTest {
  private static final double LEVEL = 0.95;

  private static List<Parting> fitted(double... rates) {
    return Arrays.stream(rates).mapToObj(rate -> new Parting(Kind.FITTED, rate)).toList();
  }

  @Test
  void ratesAreKnownAsTheyAre() {
    MedianParting median = MedianParting.of(fitted(3, 1, 2, 5, 4, 6), LEVEL);

    assertThat(median).isEqualTo(new MedianParting(3.5, false, 1, 6));
  }

  @Test
  void aBoundBelowTheMedianLeavesItUnknownFromThereUp() {
    List<Parting> pairs = new ArrayList<>(fitted(1, 2, 3, 4, 5, 6));
    pairs.add(new Parting(Kind.AT_LEAST, 0.5));

    MedianParting median = MedianParting.of(pairs, LEVEL);

    // Between 3, were it 0.5, and 4, were it infinite.
    assertThat(median.rate()).isEqualTo(3);
    assertThat(median.atLeast()).isTrue();
    assertThat(median.lower()).isBetween(0.5, 1.0);
    assertThat(median.upper()).isInfinite();
  }

  @Test
  void whatIsUnknownCountsForNothingAndNoPairIsNaN() {
    List<Parting> pairs = new ArrayList<>(fitted(1, 2, 3));
    pairs.add(new Parting(Kind.UNKNOWN, Double.NaN));

    assertThat(MedianParting.of(pairs, LEVEL).rate()).isEqualTo(2);
    assertThat(MedianParting.of(pairs, LEVEL).lower()).as("fewer than six").isNaN();
    assertThat(MedianParting.of(List.of(), LEVEL).rate()).isNaN();
    assertThat(MedianParting.of(List.of(), LEVEL).atLeast()).isFalse();
  }

  @Test
  void pairsUnderNoiseMayPartAtAnyRate() {
    List<Parting> pairs = new ArrayList<>(fitted(1, 2, 3, 4, 5, 6));
    pairs.add(new Parting(Kind.UNDER_NOISE, Double.NaN));

    MedianParting median = MedianParting.of(pairs, LEVEL);

    // Between 3, were it the slowest, and 4, were it the fastest.
    assertThat(median.rate()).isEqualTo(3);
    assertThat(median.atLeast()).isTrue();
    assertThat(median.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(median.upper()).isInfinite();

    pairs.addAll(pairs.stream().map(pair -> new Parting(Kind.UNDER_NOISE, Double.NaN)).toList());
    assertThat(MedianParting.of(pairs, LEVEL).rate()).as("most under noise").isNaN();
  }

  @Test
  void theIntervalHoldsTheMedianAsOftenAsItSaysWhereFastPairsAreBounds() {
    SplittableRandom random = new SplittableRandom(3);
    int worlds = 4000;
    // Rates are exponential with median ln 2; those above 1 are known to be above a part of that.
    long held =
        IntStream.range(0, worlds)
            .mapToObj(
                world ->
                    MedianParting.of(
                        IntStream.range(0, 10)
                            .mapToObj(pair -> seen(-Math.log(1 - random.nextDouble()), random))
                            .toList(),
                        LEVEL))
            .filter(median -> median.lower() <= Math.log(2) && Math.log(2) <= median.upper())
            .count();

    assertThat((double) held / worlds).isBetween(0.94, 1.0);
  }

  private static Parting seen(double rate, SplittableRandom random) {
    return rate > 1
        ? new Parting(Kind.AT_LEAST, rate * random.nextDouble())
        : new Parting(Kind.FITTED, rate);
  }

  @Test
  void contractionFallsWithThePositiveRateOnly() {
    assertThat(MedianParting.contraction(0.01, 100)).isCloseTo(Math.exp(-1), within(1e-15));
    assertThat(MedianParting.contraction(-0.01, 100)).isEqualTo(1);
    assertThat(MedianParting.contraction(Double.POSITIVE_INFINITY, 100)).isZero();
    assertThat(MedianParting.contraction(Double.NaN, 100)).isNaN();
  }
}
