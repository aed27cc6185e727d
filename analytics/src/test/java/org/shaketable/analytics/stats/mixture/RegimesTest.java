package org.shaketable.analytics.stats.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * How often clouds that were planted are found, and clouds that were not. When last counted, of 40
 * samples each: one cloud was one in all 40 of every shape below; clouds between which runs move,
 * and those of whole runs where there are many, were found in all 40; of 24 whole runs two clouds
 * five deviations apart were never told from one.
 */
class RegimesTest {
  private static final int RUNS = 24;
  private static final int LENGTH = 40;
  private static final int SAMPLES = 20;

  @Test
  void oneCloudIsOneWhateverItsShapeAndItsMemory() {
    assertThat(share("normal", 1, random -> planted(random, independent()))).isGreaterThan(0.95);
    assertThat(share("memory", 1, random -> planted(random, memory(0.9)))).isGreaterThan(0.95);
    assertThat(share("runs apart", 1, random -> planted(random, apart()))).isGreaterThan(0.95);
    assertThat(share("heavy tails", 1, random -> planted(random, heavy()))).isGreaterThan(0.95);
    assertThat(share("skewed", 1, random -> planted(random, skewed()))).isGreaterThan(0.95);
    assertThat(share("bent", 1, random -> planted(random, bent()))).isGreaterThan(0.95);
    assertThat(share("clipped", 1, random -> planted(random, clipped()))).isGreaterThan(0.95);
  }

  @Test
  void cloudsFarEnoughApartAreFound() {
    assertThat(share("two, switching", 2, random -> planted(random, switching(2, 4.5))))
        .isGreaterThan(0.95);
    assertThat(share("three, switching", 3, random -> planted(random, switching(3, 5))))
        .isGreaterThan(0.95);
    assertThat(share("two heavy", 2, random -> planted(random, heavyPair()))).isGreaterThan(0.9);
  }

  /**
   * A run that stays where it is counts once: 24 of them cannot tell two clouds from a wide one.
   */
  @Test
  void cloudsOfWholeRunsNeedManyRuns() {
    assertThat(share("two of few", 1, random -> planted(random, ofRuns(2, 5)))).isGreaterThan(0.9);
    assertThat(share("two of many", 2, random -> planted(random, 80, ofRuns(2, 5))))
        .isGreaterThan(0.9);
    assertThat(share("three of many", 3, random -> planted(random, 120, ofRuns(3, 7))))
        .isGreaterThan(0.9);
  }

  private static double share(
      String name, int clouds, Function<SplittableRandom, List<double[][]>> made) {
    SplittableRandom random = new SplittableRandom(17);
    int[] found = new int[5];
    for (int sample = 0; sample < SAMPLES; sample++) {
      found[Regimes.of(made.apply(random)).mixture().clouds().size()]++;
    }
    return found[clouds] / (double) SAMPLES;
  }

  /** One run. */
  private interface Maker {
    double[][] run(SplittableRandom random, int run);
  }

  private static List<double[][]> planted(SplittableRandom random, Maker maker) {
    return planted(random, RUNS, maker);
  }

  private static List<double[][]> planted(SplittableRandom random, int count, Maker maker) {
    List<double[][]> runs = new ArrayList<>();
    for (int run = 0; run < count; run++) {
      runs.add(maker.run(random, run));
    }
    return runs;
  }

  private static Maker independent() {
    return (random, run) -> rows(t -> normal(random, 0, 0));
  }

  private static Maker memory(double phi) {
    return (random, run) -> {
      double[] state = normal(random, 0, 0);
      double rest = Math.sqrt(1 - phi * phi);
      return rows(
          t -> {
            double[] next = normal(random, 0, 0);
            state[0] = phi * state[0] + rest * next[0];
            state[1] = phi * state[1] + rest * next[1];
            return state.clone();
          });
    };
  }

  private static Maker apart() {
    return (random, run) -> {
      double[] own = normal(random, 0, 0);
      return rows(t -> normal(random, 1.5 * own[0], 1.5 * own[1]));
    };
  }

  private static Maker heavy() {
    return (random, run) -> rows(t -> student(random, 0));
  }

  private static Maker heavyPair() {
    return (random, run) -> rows(t -> student(random, (run + t / 10) % 2 * 8));
  }

  /** Student's t of 3 degrees of freedom, in both coordinates together. */
  private static double[] student(SplittableRandom random, double x) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double normal = random.nextGaussian();
      squares += normal * normal;
    }
    double wide = Math.sqrt(3 / squares);
    return new double[] {x + wide * random.nextGaussian(), wide * random.nextGaussian()};
  }

  private static Maker skewed() {
    return (random, run) ->
        rows(t -> new double[] {Math.exp(0.8 * random.nextGaussian()), random.nextGaussian()});
  }

  private static Maker bent() {
    return (random, run) ->
        rows(
            t -> {
              double along = 1.5 * random.nextGaussian();
              return new double[] {along, 0.4 * along * along + 0.7 * random.nextGaussian()};
            });
  }

  /** As features are, six deviations out. */
  private static Maker clipped() {
    return (random, run) ->
        rows(
            t -> {
              double[] point = student(random, 0);
              return new double[] {limited(point[0]), limited(point[1])};
            });
  }

  private static double limited(double value) {
    return Math.max(-6, Math.min(6, value));
  }

  private static Maker ofRuns(int clouds, double distance) {
    return (random, run) ->
        rows(t -> normal(random, x(run % clouds, distance), y(run % clouds, distance)));
  }

  private static Maker switching(int clouds, double distance) {
    return (random, run) ->
        rows(
            t -> {
              int cloud = (run + t / 8) % clouds;
              return normal(random, x(cloud, distance), y(cloud, distance));
            });
  }

  private static double x(int cloud, double distance) {
    return cloud == 0 ? 0 : cloud == 1 ? distance : distance / 2;
  }

  private static double y(int cloud, double distance) {
    return cloud == 2 ? distance * Math.sqrt(0.75) : 0;
  }

  private static double[] normal(SplittableRandom random, double x, double y) {
    return new double[] {x + random.nextGaussian(), y + random.nextGaussian()};
  }

  private static double[][] rows(java.util.function.IntFunction<double[]> row) {
    double[][] rows = new double[LENGTH][];
    java.util.Arrays.setAll(rows, row::apply);
    return rows;
  }
}
