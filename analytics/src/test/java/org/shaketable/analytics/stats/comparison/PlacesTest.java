package org.shaketable.analytics.stats.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final double[] ODD = {
    0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
  };

  @Test
  void byHand() {
    Places places = Places.of(new double[] {3, Double.NaN, 1, 3, 5});

    assertThat(places.size()).isEqualTo(5);
    assertThat(places.known()).isEqualTo(4);
    assertThat(places.known(1)).isFalse();
    assertThat(places.below(0)).isEqualTo(1);
    assertThat(places.notAbove(0)).isEqualTo(3);
    assertThat(places.rank(0)).isEqualTo(2.5);
    assertThat(places.rank(2)).isEqualTo(1);
    assertThat(places.rank(4)).isEqualTo(4);
  }

  @Test
  void theRanksAreThoseOfTheKnownValuesAlone() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 200; trial++) {
      double[] values =
          random
              .doubles(random.nextInt(12))
              .map(value -> value < 0.5 ? ODD[random.nextInt(ODD.length)] : Math.rint(8 * value))
              .toArray();
      double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
      Places places = Places.of(values);
      double[] ranks = Ranks.of(known);

      assertThat(places.known()).isEqualTo(known.length);
      int next = 0;
      for (int i = 0; i < values.length; i++) {
        assertThat(places.known(i)).isEqualTo(!Double.isNaN(values[i]));
        if (places.known(i)) {
          assertThat(places.rank(i)).isEqualTo(ranks[next++]);
        }
      }
    }
  }
}
