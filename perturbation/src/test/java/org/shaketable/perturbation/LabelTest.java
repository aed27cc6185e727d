package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelTest {
  @Test
  void aLabelNamesTheSettingsThatAreNotAtTheirDefaults() {
    assertThat(new LearningRateScale(2, null).label()).isEqualTo("learning-rate-scale");
    assertThat(new LearningRateScale(2, ScaleDirection.UP).label())
        .isEqualTo("learning-rate-scale");
    assertThat(new LearningRateScale(2, ScaleDirection.DOWN).label())
        .isEqualTo("learning-rate-scale(direction=down)");
    assertThat(new PhysicsShift(1, "force", ScaleDirection.DOWN).label())
        .isEqualTo("physics-shift(constant=force, direction=down)");
    assertThat(new SensorBlackout(0.5, 20.0).label()).isEqualTo("sensor-blackout(run-length=20)");
    assertThat(new StructuredCorruption(1, 2, null).label())
        .isEqualTo("structured-corruption(from=2)");
  }
}
