package org.shaketable.analytics.stats.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final Cloud LEFT = new Cloud(0.6, 0, 0, 1, 0, 1);

  private static Cloud at(double distance) {
    return new Cloud(0.4, distance, 0, 1, 0, 1);
  }

  @Test
  void aPointBelongsToTheLikeliestCloudThatItIsNotTooFarFrom() {
    Mixture mixture = new Mixture(List.of(LEFT, at(8)));
    assertThat(mixture.cloud(0.5, -0.5)).isEqualTo(1);
    assertThat(mixture.cloud(7, 1)).isEqualTo(2);
    assertThat(mixture.cloud(0, 4)).isZero();
    assertThat(mixture.cloud(Double.NaN, 0)).isEqualTo(-1);
    assertThat(mixture.posteriors(0.5, 0)[0]).isCloseTo(1, within(1e-9));
    assertThat(mixture.posteriors(Double.NaN, 0)).containsOnly(Double.NaN);
  }

  /** Two equal normal densities have two peaks from two standard deviations on. */
  @Test
  void cloudsAreApartWhereTheDensityFallsBetweenThem() {
    Cloud one = new Cloud(0.5, 0, 0, 1, 0, 1);
    assertThat(Separation.ratio(one, new Cloud(0.5, 1.9, 0, 1, 0, 1))).isEqualTo(1);
    double ratio = Separation.ratio(one, new Cloud(0.5, 4, 0, 1, 0, 1));
    assertThat(ratio).isCloseTo(2 * Math.exp(-2) / (1 + Math.exp(-8)), within(1e-3));
    assertThat(Separation.ratio(one, new Cloud(0.5, 0, 0, 9, 0, 9))).isEqualTo(1);
  }

  @Test
  void whatDoesNotSpreadHasNoRegimes() {
    double[][] same = {{1, 2}, {1, 2}, {1, 2}, {1, 2}};
    assertThat(Regimes.of(List.of(same, same, same))).isNull();
    assertThat(Regimes.of(List.of())).isNull();
  }
}
