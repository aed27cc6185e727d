package org.shaketable.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.schedule.Schedule;

class CompositionTest {
  private static final Schedule ALWAYS = new Schedule.Always();

  @Test
  void aLabelNamesTheSettingsThatAreNotAtTheirDefaults() {
    assertThat(new LearningRateScale(2, null).label()).isEqualTo("learning-rate-scale");
    assertThat(new LearningRateScale(2, Direction.UP).label()).isEqualTo("learning-rate-scale");
    assertThat(new LearningRateScale(2, Direction.DOWN).label())
        .isEqualTo("learning-rate-scale(direction=down)");
    assertThat(new PhysicsShift(1, "force", Direction.DOWN).label())
        .isEqualTo("physics-shift(constant=force, direction=down)");
    assertThat(new SensorBlackout(0.5, 20.0).label()).isEqualTo("sensor-blackout(run-length=20)");
    assertThat(new StructuredCorruption(1, 2, null).label())
        .isEqualTo("structured-corruption(from=2)");
  }

  @Test
  void aCompositionIsTheDoseOfItsFirstPartInThePresenceOfTheOthers() {
    List<Exposure> two =
        List.of(
            new Exposure(new GradientNoise(4), ALWAYS),
            new Exposure(new LearningRateScale(2, Direction.DOWN), ALWAYS));
    assertThat(Composition.family(two))
        .isEqualTo("gradient-noise+learning-rate-scale(direction=down)=2.0");
    assertThat(Composition.schedule(two)).isEqualTo("always+always");
    assertThat(Composition.dimension(two)).isEqualTo("COMPOSITION");
    assertThat(Composition.family(two.subList(0, 1))).isEqualTo("gradient-noise");
    assertThat(Composition.dimension(two.subList(0, 1))).isEqualTo("OPTIMIZATION");
  }
}
