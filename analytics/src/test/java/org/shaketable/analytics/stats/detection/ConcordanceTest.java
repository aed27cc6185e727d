package org.shaketable.analytics.stats.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.comparison.Places;
import org.shaketable.analytics.stats.interval.Interval;

class ConcordanceTest {
  /** Pairs (0, 1), (2, 3), (4, 5) with agreements 1, 0, 1/2, and (0, 3) with 1. */
  private static Concordance few() {
    Concordance concordance = new Concordance(6);
    concordance.add(0, 1, Concordance.agreement(2));
    concordance.add(2, 3, Concordance.agreement(-1));
    concordance.add(4, 5, Concordance.agreement(Double.NaN));
    concordance.add(0, 3, 1);
    return concordance;
  }

  @Test
  void byHand() {
    Concordance few = few();

    assertThat(few.value()).isEqualTo(2.5 / 4);
    assertThat(few.pairs()).isEqualTo(4);
    assertThat(few.seeds()).isEqualTo(6);
    // Without each seed: 0.5/2, 1.5/3, 2.5/3, 1.5/2, 2/3, 2/3; 5/6 of their squared distances.
    double[] without = {0.25, 0.5, 2.5 / 3, 0.75, 2 / 3.0, 2 / 3.0};
    double mean = 0;
    for (double c : without) {
      mean += c / 6;
    }
    double squares = 0;
    for (double c : without) {
      squares += (c - mean) * (c - mean);
    }
    Interval gain = few.gainOver(half(), 0.95);
    assertThat(gain.estimate()).isEqualTo(0.125);
    assertThat(gain.estimate() - gain.lower())
        .isCloseTo(2.5705818366 * Math.sqrt(5 / 6.0 * squares), within(1e-9));
  }

  /** The same pairs, of which a score without information has half of each. */
  private static Concordance half() {
    Concordance concordance = new Concordance(6);
    concordance.add(0, 1, 0.5);
    concordance.add(2, 3, 0.5);
    concordance.add(4, 5, 0.5);
    concordance.add(0, 3, 0.5);
    return concordance;
  }

  @Test
  void partsAddUpToTheWhole() {
    Concordance left = new Concordance(6);
    left.add(0, 1, 1);
    left.add(2, 3, 0);
    Concordance right = new Concordance(6);
    right.add(4, 5, 0.5);
    right.add(0, 3, 1);

    assertThat(left.plus(right).interval(3, 3, 0.95)).isEqualTo(few().interval(3, 3, 0.95));
    assertThat(few().plus(new Concordance(6)).value()).isEqualTo(few().value());
  }

  @Test
  void noPairAndFewSeedsSayNothing() {
    Concordance two = new Concordance(4);
    two.add(0, 1, 1);

    assertThat(new Concordance(4).value()).isNaN();
    assertThat(new Concordance(4).interval(0, 0, 0.95).lower()).isNaN();
    assertThat(two.value()).isEqualTo(1);
    assertThat(two.interval(1, 1, 0.95).lower()).isNaN();
    assertThat(two.gainOver(two, 0.95).lower()).isNaN();
    assertThat(two.p()).isNaN();
  }

  @Test
  void wherePairsAllAgreeTheIntervalIsNoPoint() {
    Concordance sure = new Concordance(20);
    for (int i = 0; i < 10; i++) {
      for (int j = 10; j < 20; j++) {
        sure.add(i, j, 1);
      }
    }
    Interval interval = sure.interval(10, 10, 0.95);
    assertThat(interval.estimate()).isEqualTo(1);
    assertThat(interval.lower()).isBetween(0.6, 0.9);
  }

  /**
   * A score that has something of its seed in every condition and at every landmark, as real ones
   * do: the interval must hold 1/2 in 93 to 97 % of sweeps.
   */
  @Test
  void theIntervalHoldsWhatSeedsThatAreSharedMakeOfNoise() {
    int sweeps = 1500;
    int held = 0;
    SplittableRandom random = new SplittableRandom(7);
    for (int sweep = 0; sweep < sweeps; sweep++) {
      held += noise(random).contains(0.5) ? 1 : 0;
    }
    assertThat((double) held / sweeps).isBetween(0.925, 0.975);
  }

  private static Interval noise(SplittableRandom random) {
    int seeds = 24;
    double[] offset = random.doubles(seeds).toArray();
    double[] frailty = random.doubles(seeds).toArray();
    Concordance concordance = new Concordance(seeds);
    int cases = 0;
    for (int condition = 0; condition < 5; condition++) {
      boolean[] falls = new boolean[seeds];
      for (int s = 0; s < seeds; s++) {
        falls[s] = frailty[s] + random.nextDouble() > 1;
        cases += falls[s] ? 1 : 0;
      }
      for (int landmark = 0; landmark < 4; landmark++) {
        double[] scores = random.doubles(seeds).map(x -> 0.5 * x).toArray();
        for (int i = 0; i < seeds; i++) {
          for (int j = 0; falls[i] && j < seeds; j++) {
            if (!falls[j]) {
              concordance.add(
                  i, j, Concordance.agreement(scores[i] + offset[i] - scores[j] - offset[j]));
            }
          }
        }
      }
    }
    return concordance.interval(cases, 5 * seeds - cases, 0.95);
  }

  @Test
  void manyPairsAtOnceAreThePairsOneByOne() {
    SplittableRandom random = new SplittableRandom(11);
    double[] odd = {Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int trial = 0; trial < 200; trial++) {
      // Of few scores each pair is looked at, of many they are sorted.
      int most = trial % 2 == 0 ? 8 : 90;
      Concordance.Side cases = side(random, 0, 1 + random.nextInt(most), odd);
      Concordance.Side controls = side(random, 100, 1 + random.nextInt(most), odd);
      Concordance atOnce = new Concordance(200);
      atOnce.add(cases, controls);
      Concordance byPlaces = new Concordance(200);
      byPlaces.add(
          cases.seeds().length,
          IntStream.concat(IntStream.of(cases.seeds()), IntStream.of(controls.seeds())).toArray(),
          Places.of(
              DoubleStream.concat(
                      DoubleStream.of(cases.scores()), DoubleStream.of(controls.scores()))
                  .toArray()));

      Concordance oneByOne = new Concordance(200);
      for (int i = 0; i < cases.seeds().length; i++) {
        for (int j = 0; j < controls.seeds().length; j++) {
          oneByOne.add(
              cases.seeds()[i],
              controls.seeds()[j],
              Concordance.agreement(cases.scores()[i] - controls.scores()[j]));
        }
      }
      assertThat(atOnce).usingRecursiveComparison().isEqualTo(oneByOne);
      assertThat(byPlaces).usingRecursiveComparison().isEqualTo(oneByOne);
    }
  }

  private static Concordance.Side side(SplittableRandom random, int first, int runs, double[] odd) {
    return new Concordance.Side(
        IntStream.range(first, first + runs).toArray(),
        random
            .doubles(runs)
            .map(value -> value < 0.3 ? odd[random.nextInt(odd.length)] : Math.rint(6 * value))
            .toArray());
  }
}
