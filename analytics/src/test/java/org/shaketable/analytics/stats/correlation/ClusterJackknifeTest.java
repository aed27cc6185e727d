package org.shaketable.analytics.stats.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.shaketable.analytics.stats.interval.Interval;

class ClusterJackknifeTest {
  private static final double LEVEL = 0.95;

  /** Clusters of six pairs that share most of what they are. */
  private static List<ClusterJackknife.Pair> pairs(int clusters) {
    List<ClusterJackknife.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 6 * clusters; i++) {
      int cluster = i / 6;
      double shared = Math.sin(cluster);
      double own = Math.cos(37.0 * i);
      pairs.add(pair("c" + cluster, i, shared + 0.1 * own, shared + own));
    }
    return pairs;
  }

  private static ClusterJackknife.Pair pair(String cluster, int run, double x, double y) {
    return new ClusterJackknife.Pair(cluster, "run" + run, x, y);
  }

  private static List<ClusterJackknife.Pair> mapped(
      List<ClusterJackknife.Pair> pairs, Function<Double, Double> x) {
    return pairs.stream()
        .map(p -> new ClusterJackknife.Pair(p.cluster(), p.key(), x.apply(p.x()), p.y()))
        .toList();
  }

  /**
   * Four clusters of one pair, three on a line: r = -1/5, and 1, -0.65, -1/7, -0.65 without one.
   */
  @Test
  void byHand() {
    List<ClusterJackknife.Pair> four =
        List.of(pair("a", 1, 1, 1), pair("b", 2, 2, 2), pair("c", 3, 3, 3), pair("d", 4, 4, 0));

    Interval interval = ClusterJackknife.of(four, Association.PEARSON, LEVEL);

    // All on one line counts as 1 - 1/16.
    double third = -2 / Math.sqrt(28 / 3.0);
    double[] z = {atanh(1 - 1.0 / 16), atanh(third), atanh(-1 / 7.0), atanh(third)};
    double mean = Arrays.stream(z).average().orElseThrow();
    double squares = Arrays.stream(z).map(x -> (x - mean) * (x - mean)).sum();
    double half = 3.182446305283708 * Math.sqrt(0.75 * squares);
    assertThat(interval.estimate()).isCloseTo(-0.2, within(1e-15));
    assertThat(interval.lower()).isCloseTo(Math.tanh(atanh(-0.2) - half), within(1e-12));
    assertThat(interval.upper()).isCloseTo(Math.tanh(atanh(-0.2) + half), within(1e-12));
    assertThat(interval.n()).isEqualTo(4);
  }

  private static double atanh(double r) {
    return 0.5 * Math.log((1 + r) / (1 - r));
  }

  /** Ranks: r = 0.8, and 1, 0.5, 0.5, 1 without the one and the other. */
  @Test
  void spearmansIsOnTheScaleOfTheArcsine() {
    List<ClusterJackknife.Pair> four =
        List.of(pair("a", 1, 1, 2), pair("b", 2, 2, 1), pair("c", 3, 3, 3), pair("d", 4, 4, 4));

    Interval interval = ClusterJackknife.of(four, Association.SPEARMAN, 0.5);

    double error = Math.sqrt(0.75 * 4) * (Math.PI / 2 - Math.PI / 6) / 2;
    double t = 0.7648923284043453;
    assertThat(interval.estimate()).isCloseTo(0.8, within(1e-15));
    assertThat(interval.lower()).isCloseTo(Math.sin(Math.asin(0.8) - t * error), within(1e-7));
    assertThat(interval.upper()).isEqualTo(1);
    assertThat(ClusterJackknife.of(four, Association.SPEARMAN, LEVEL).lower()).isEqualTo(-1);
  }

  /** The same of Kendall: 2/3, and 1, 1/3, 1/3, 1 without the one and the other. */
  @Test
  void kendallsIsOnItsOwnScale() {
    List<ClusterJackknife.Pair> four =
        List.of(pair("a", 1, 1, 2), pair("b", 2, 2, 1), pair("c", 3, 3, 3), pair("d", 4, 4, 4));

    Interval interval = ClusterJackknife.of(four, Association.KENDALL, 0.5);

    double error = Math.sqrt(0.75 * 4) / 3;
    double t = 0.7648923284043453;
    assertThat(interval.estimate()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(interval.lower()).isCloseTo(2 / 3.0 - t * error, within(1e-12));
    assertThat(interval.upper()).isEqualTo(1);
    assertThat(ClusterJackknife.of(four, Association.KENDALL, LEVEL).lower()).isEqualTo(-1);
  }

  @Test
  void theOrderOfThePairsDoesNotMatter() {
    List<ClusterJackknife.Pair> pairs = pairs(10);
    for (Association kind : Association.values()) {
      Interval interval = ClusterJackknife.of(pairs, kind, LEVEL);
      List<ClusterJackknife.Pair> reversed = new ArrayList<>(pairs);
      Collections.reverse(reversed);

      assertThat(ClusterJackknife.of(reversed, kind, LEVEL)).isEqualTo(interval);
      assertThat(interval.n()).isEqualTo(10);
      assertThat(interval.lower()).isBetween(-1.0, interval.estimate());
      assertThat(interval.upper()).isBetween(interval.estimate(), 1.0);
    }
  }

  @Test
  void scaleAndShiftChangeNothingAndTheOtherSignMirrors() {
    Interval interval = ClusterJackknife.of(pairs(8), Association.PEARSON, LEVEL);
    Interval scaled =
        ClusterJackknife.of(mapped(pairs(8), x -> 4 * x + 8), Association.PEARSON, LEVEL);
    Interval mirrored = ClusterJackknife.of(mapped(pairs(8), x -> -x), Association.PEARSON, LEVEL);

    assertThat(scaled.lower()).isCloseTo(interval.lower(), within(1e-12));
    assertThat(mirrored.lower()).isCloseTo(-interval.upper(), within(1e-12));
    assertThat(mirrored.upper()).isCloseTo(-interval.lower(), within(1e-12));
  }

  /** Pairs that hang together in a cluster are worth less than as many that do not. */
  @Test
  void clustersCountAsOneObservationEach() {
    List<ClusterJackknife.Pair> together = pairs(10);
    List<ClusterJackknife.Pair> apart =
        together.stream()
            .map(p -> new ClusterJackknife.Pair(p.key(), p.key(), p.x(), p.y()))
            .toList();

    double wide = ClusterJackknife.of(together, Association.PEARSON, LEVEL).width();
    assertThat(ClusterJackknife.of(apart, Association.PEARSON, LEVEL).width()).isLessThan(wide);
  }

  @Test
  void withoutEnoughClustersOrDoubtThereAreNoBounds() {
    Interval few = ClusterJackknife.of(pairs(3), Association.PEARSON, LEVEL);
    List<ClusterJackknife.Pair> line = new ArrayList<>();
    List<ClusterJackknife.Pair> constantWithoutOne = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      line.add(pair("c" + i, i, i, 2 * i));
      constantWithoutOne.add(pair("c" + i, i, i == 0 ? 1 : 0, i));
    }

    assertThat(few.estimate()).isBetween(-1.0, 1.0);
    assertThat(few.lower()).isNaN();
    assertThat(few.upper()).isNaN();
    assertThat(ClusterJackknife.of(line, Association.SPEARMAN, LEVEL).estimate())
        .isCloseTo(1, within(1e-12));
    assertThat(ClusterJackknife.of(line, Association.SPEARMAN, LEVEL).lower()).isNaN();
    assertThat(ClusterJackknife.of(constantWithoutOne, Association.PEARSON, LEVEL).lower()).isNaN();
    Interval none = ClusterJackknife.of(List.of(), Association.PEARSON, LEVEL);
    assertThat(none.estimate()).isNaN();
    assertThat(none.n()).isZero();
  }
}
