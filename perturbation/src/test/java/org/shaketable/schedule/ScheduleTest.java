package org.shaketable.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.RewardScale;
import org.shaketable.perturbation.Shaker;

class ScheduleTest {
  private static final Horizon HORIZON = new Horizon(1000, 50);

  private static Moment at(String text) {
    return Moment.parse(text);
  }

  @Test
  void alwaysIsOnFromTheFirstStepToTheLast() {
    Schedule always = new Schedule.Always();
    assertThat(always.onset(HORIZON)).isZero();
    assertThat(always.end(HORIZON)).isEqualTo(1000);
    assertThat(always.strength(0, HORIZON)).isEqualTo(1);
    assertThat(always.strength(999, HORIZON)).isEqualTo(1);
    assertThat(always).hasToString("always");
  }

  @Test
  void aPulseIsOnForItsDuration() {
    Schedule pulse = new Schedule.Pulse(at("50%"), at("5 evaluations"));
    assertThat(pulse.onset(HORIZON)).isEqualTo(500);
    assertThat(pulse.end(HORIZON)).isEqualTo(600);
    assertThat(pulse.strength(499, HORIZON)).isZero();
    assertThat(pulse.strength(500, HORIZON)).isEqualTo(1);
    assertThat(pulse.strength(599, HORIZON)).isEqualTo(1);
    assertThat(pulse.strength(600, HORIZON)).isZero();
    assertThat(pulse).hasToString("pulse(50%, 5 evaluations)");
  }

  @Test
  void aPulseEndsWithTheRunAndLastsAStepAtLeast() {
    assertThat(new Schedule.Pulse(at("90%"), at("50%")).end(HORIZON)).isEqualTo(1000);
    assertThat(new Schedule.Pulse(at("10 steps"), at("0.01%")).end(HORIZON)).isEqualTo(11);
  }

  @Test
  void aOneShotHasAnEmptyWindow() {
    Schedule shot = new Schedule.OneShot(at("300 steps"));
    assertThat(shot.onset(HORIZON)).isEqualTo(300);
    assertThat(shot.end(HORIZON)).isEqualTo(300);
    assertThat(shot.strength(300, HORIZON)).isZero();
    assertThat(shot).hasToString("one-shot(300 steps)");
  }

  @Test
  void aRampRisesStraightAndStays() {
    Schedule ramp = new Schedule.Ramp(at("20%"), at("100 steps"));
    assertThat(ramp.onset(HORIZON)).isEqualTo(200);
    assertThat(ramp.end(HORIZON)).isEqualTo(1000);
    assertThat(ramp.strength(199, HORIZON)).isZero();
    assertThat(ramp.strength(200, HORIZON)).isCloseTo(0.01, within(1e-12));
    assertThat(ramp.strength(249, HORIZON)).isCloseTo(0.5, within(1e-12));
    assertThat(ramp.strength(299, HORIZON)).isEqualTo(1);
    assertThat(ramp.strength(999, HORIZON)).isEqualTo(1);
    assertThat(ramp).hasToString("ramp(20%, 100 steps)");
  }

  @Test
  void aPeriodicPulseComesAgain() {
    Schedule periodic = new Schedule.Periodic(at("100 steps"), at("50 steps"), at("10 steps"));
    assertThat(periodic.onset(HORIZON)).isEqualTo(100);
    assertThat(periodic.end(HORIZON)).isEqualTo(1000);
    assertThat(periodic.strength(99, HORIZON)).isZero();
    assertThat(periodic.strength(50, HORIZON)).isZero();
    for (int start = 100; start < 1000; start += 50) {
      assertThat(periodic.strength(start, HORIZON)).isEqualTo(1);
      assertThat(periodic.strength(start + 9, HORIZON)).isEqualTo(1);
      assertThat(periodic.strength(start + 10, HORIZON)).isZero();
    }
    assertThat(periodic).hasToString("periodic(100 steps, 50 steps, 10 steps)");
  }

  @Test
  void durationsAndPeriodsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Schedule.Pulse(at("5%"), at("0%")))
        .hasMessage("Invalid duration: expected more than 0, found 0%");
    assertThatThrownBy(() -> new Schedule.Ramp(at("5%"), at("0 steps")))
        .hasMessage("Invalid duration: expected more than 0, found 0 steps");
    assertThatThrownBy(() -> new Schedule.Periodic(at("5%"), at("5%"), at("10%")))
        .hasMessage(
            "Invalid period: expected a moment of the unit of duration and no shorter, found 5%");
    assertThatThrownBy(() -> new Schedule.Periodic(at("5%"), at("5 steps"), at("1%")))
        .hasMessageEndingWith("found 5 steps");
  }

  @Test
  void aWindowThatNoEventFallsIntoActsOnceAtTheNextEvent() {
    Schedule pulse = new Schedule.Pulse(at("105 steps"), at("3 steps"));
    Shaker shaker = new Shaker(List.of(new Exposure(new RewardScale(1, null), pulse)), 1, HORIZON);
    for (int event = 0; event < 20; event++) {
      float[] rewards = {1};
      shaker.rewards(event * 10L, event, rewards, 1);
      assertThat(rewards[0]).isEqualTo(event == 11 ? 2 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"40%", "2.5%", "5000 steps", "30 evaluations", "0%"})
  void aMomentReadsWhatItWrites(String text) {
    assertThat(at(text)).hasToString(text);
    assertThat(at(at(text).toString())).isEqualTo(at(text));
  }

  @Test
  void aMomentFallsOnItsStep() {
    assertThat(at("2.5%").steps(HORIZON)).isEqualTo(25);
    assertThat(at(" 7 step ").steps(HORIZON)).isEqualTo(7);
    assertThat(at("3 evaluations").steps(HORIZON)).isEqualTo(60);
    assertThat(at("1evaluation").steps(HORIZON)).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5%", "5 minutes", "5"})
  void whatIsNoMomentIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> at(text))
        .hasMessage(
            "Invalid moment: expected e.g. '40%', '5000 steps' or '30 evaluations', found '"
                + text
                + "'");
  }

  @Test
  void momentsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> at("101%")).hasMessageStartingWith("Invalid moment: expected 0% to");
    assertThatThrownBy(() -> at("2.5 steps"))
        .hasMessage(
            "Invalid moment: expected 0% to 100%, or a whole number of steps or evaluations,"
                + " found 2.5 STEPS");
  }

  @Test
  void evaluationsAreSpreadEvenlyOverTheHorizon() {
    Horizon horizon = new Horizon(10, 3);
    assertThat(horizon.stepOf(0)).isZero();
    assertThat(horizon.stepOf(1)).isEqualTo(3);
    assertThat(horizon.stepOf(3)).isEqualTo(10);
    assertThatThrownBy(() -> new Horizon(3, 10))
        .hasMessageStartingWith("Invalid horizon: expected 1 <= evaluations <= steps");
  }

  @Test
  void layoutsWithGapsAreRefused() {
    assertThatThrownBy(() -> new ParameterLayout(List.of(new Tensor("W1", 1, 1, 1))))
        .hasMessage("Invalid layout: expected tensor W1 at offset 0, found 1");
    assertThatThrownBy(() -> new Tensor("W1", 0, 0, 1))
        .hasMessageStartingWith("Invalid tensor W1: expected offset >= 0 and a positive shape");
    assertThat(new ParameterLayout(List.of()).size()).isZero();
    ParameterLayout one = new ParameterLayout(List.of(new Tensor("W1", 0, 2, 3)));
    assertThat(ParameterLayout.join("a/", one, "b/", one).tensors())
        .extracting(Tensor::name)
        .containsExactly("a/W1", "b/W1");
  }
}
