package org.shaketable.analytics.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExposuresTest {
  private static final ExposureRow NOISE =
      new ExposureRow(
          "OPTIMIZATION", "gradient-noise", 4, "sigma", null, "pulse(50%, 20%)", 50, 70);
  private static final ExposureRow SCALE =
      new ExposureRow(
          "OPTIMIZATION",
          "learning-rate-scale(direction=down)",
          2,
          "powers of 2",
          "down",
          "pulse(40%, 20%)",
          40,
          60);

  @Test
  void aCompositionIsTheDoseOfItsFirstPartInThePresenceOfTheOthers() {
    Exposures two = new Exposures(List.of(NOISE, SCALE));

    assertThat(two.dimension()).isEqualTo("COMPOSITION");
    assertThat(two.family()).isEqualTo("gradient-noise+learning-rate-scale(direction=down)=2.0");
    assertThat(two.magnitude()).isEqualTo(4);
    assertThat(two.schedule()).isEqualTo("pulse(50%, 20%)+pulse(40%, 20%)");
  }

  @Test
  void aCompositionLastsFromItsFirstOnsetToItsLastEnd() {
    Exposures two = new Exposures(List.of(NOISE, SCALE));

    assertThat(two.onsetStep()).isEqualTo(40);
    assertThat(two.endStep()).isEqualTo(70);
  }

  @Test
  void oneAloneIsItself() {
    Exposures one = new Exposures(List.of(SCALE));

    assertThat(one.dimension()).isEqualTo("OPTIMIZATION");
    assertThat(one.family()).isEqualTo("learning-rate-scale(direction=down)");
    assertThat(one.magnitude()).isEqualTo(2);
    assertThat(one.onsetStep()).isEqualTo(40);
    assertThat(one.endStep()).isEqualTo(60);
  }

  @Test
  void noneIsSaidAsTheTablesSayIt() {
    Exposures none = new Exposures(List.of());

    assertThat(none.dimension()).isNull();
    assertThat(none.family()).isNull();
    assertThat(none.magnitude()).isZero();
    assertThat(none.schedule()).isEqualTo("none");
    assertThat(none.onsetStep()).isNull();
    assertThat(none.endStep()).isNull();
  }
}
