package org.shaketable.training.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Gaussian;
import org.shaketable.random.Streams;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Stochasticity;

/**
 * Recovery rates of losses whose truth is known: quadratic ones {@code sum l_i (w_i - 1)^2 / 2}
 * under plain gradient descent, and a fold, where the equilibrium that a descent sits in vanishes.
 */
class KickedCopiesTest {
  private static final Streams STREAMS = Streams.of(7);
  private static final double RATE = 0.1;
  private static final int UPDATES = 6;
  private static final Kicks KICKS = new Kicks(0.01, UPDATES);

  /** The derivative of a loss by one parameter. */
  @FunctionalInterface
  private interface Slope {
    double at(int i, double w);
  }

  private static Slope quadratic(double... curvature) {
    return (i, w) -> curvature[i] * (w - 1);
  }

  private static Descent descent(Slope slope, Optimizer optimizer, double limit, float... start) {
    ParameterLayout layout = new ParameterLayout(List.of(new Tensor("W1", 0, 1, start.length)));
    Descent descent =
        new Descent(
            layout,
            start,
            optimizer,
            limit,
            new GradientNoiseFloor(Stochasticity.NONE, STREAMS),
            Hooks.NONE);
    update(descent, slope, optimizer.rate());
    return descent;
  }

  private static void update(Descent descent, Slope slope, double rate) {
    try {
      descent.update(
          descent.updates(),
          rate,
          (step, event, parameters, gradient) -> {
            write(slope, parameters, gradient);
            return 1;
          });
    } catch (Diverged e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Slope slope, float[] parameters, float[] gradient) {
    for (int i = 0; i < parameters.length; i++) {
      gradient[i] = (float) slope.at(i, parameters[i]);
    }
  }

  private static double measured(Descent descent, Slope slope, Kicks kicks, long step) {
    Map<Feature, Double> features = new EnumMap<>(Feature.class);
    KickedCopies.of(
            kicks, STREAMS, (update, parameters, gradient) -> write(slope, parameters, gradient))
        .measure(step, descent, features);
    return features.get(Feature.RECOVERY_RATE);
  }

  private static Sgd sgd() {
    return new Sgd(RATE, 0.0, false);
  }

  private static float[] spread(int size) {
    float[] start = new float[size];
    for (int i = 0; i < size; i++) {
      start[i] = 1 + (i % 5 - 2) / 4f;
    }
    return start;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 4, 5, 15, 20, 25})
  void alongAnEigenvectorTheRateIsThatOfItsCurvature(double curvature) {
    // One parameter, and many of the same curvature: every direction is an eigenvector.
    for (int size : new int[] {1, 40}) {
      double[] all = new double[size];
      Arrays.fill(all, curvature);
      Slope slope = quadratic(all);

      assertThat(measured(descent(slope, sgd(), 0, spread(size)), slope, KICKS, 3))
          .isCloseTo(-Math.log(Math.abs(1 - RATE * curvature)), within(2e-4));
    }
  }

  @Test
  void inARandomDirectionItIsTheMixtureOfThoseThatTheKickHas() {
    double[] curvature = {0, 0.2, 1, 3, 8, 12, 21.5, 0, 0, 4};
    Slope slope = quadratic(curvature);
    Descent descent = descent(slope, sgd(), 0, spread(curvature.length));
    float[] kick = new float[curvature.length];
    Gaussian.add(kick, 0, kick.length, 1, STREAMS.fixed("kicks").at(11));
    double before = 0;
    double after = 0;
    for (int i = 0; i < kick.length; i++) {
      before += (double) kick[i] * kick[i];
      after += kick[i] * kick[i] * Math.pow(1 - RATE * curvature[i], 2 * UPDATES);
    }

    assertThat(measured(descent, slope, KICKS, 11))
        .isCloseTo(-Math.log(after / before) / (2 * UPDATES), within(2e-4));
    assertThat(measured(descent, slope, KICKS, 12))
        .as("another direction")
        .isNotEqualTo(measured(descent, slope, KICKS, 11));
  }

  @Test
  void withMomentumItIsThatOfTheSecondOrderRecursion() {
    double curvature = 4;
    double momentum = 0.6;
    double now = 1;
    double velocity = 0;
    for (int k = 0; k < UPDATES; k++) {
      velocity = momentum * velocity + curvature * now;
      now -= RATE * velocity;
    }
    Slope slope = quadratic(curvature);

    assertThat(measured(descent(slope, new Sgd(RATE, momentum, false), 0, 1.5f), slope, KICKS, 0))
        .isCloseTo(-Math.log(Math.abs(now)) / UPDATES, within(1e-3));
  }

  /** Descent on w^3 / 3 - a w: the stable point is sqrt(a), of curvature 2 sqrt(a). */
  @Test
  void beforeAFoldItFallsToZero() {
    double last = Double.POSITIVE_INFINITY;
    for (double a : new double[] {1, 0.3, 0.1, 0.03, 0.01, 0.003}) {
      Slope slope = (i, w) -> w * w - a;
      double rate = measured(descent(slope, sgd(), 0, (float) Math.sqrt(a)), slope, KICKS, 0);
      assertThat(rate)
          .isCloseTo(-Math.log(1 - RATE * 2 * Math.sqrt(a)), within(5e-3))
          .isPositive()
          .isLessThan(last);
      last = rate;
    }
    assertThat(last).isLessThan(0.02);
  }

  @Test
  void growthWithoutEndIsCensored() {
    Slope slope = (i, w) -> -w * w * w * 1e6;

    assertThat(measured(descent(slope, sgd(), 0, 2f), slope, new Kicks(0.01, 50), 0))
        .isCloseTo(-Math.log(1e6) / 50, within(1e-12));
  }

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        new Sgd(RATE, 0.9, false),
        new Sgd(RATE, 0.9, true),
        Adam.of(0.05, 1e-8),
        new AdamW(0.05, 0.9, 0.95, 1e-8, 0.1));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aCopyGoesOnAsTheDescentWouldAndTheDescentAsIfThereWereNone(Optimizer optimizer) {
    Slope slope = quadratic(0.2, 1, 3, 8, 12, 21);
    Descent descent = descent(slope, optimizer, 0.7, spread(6));
    Descent other = descent(slope, optimizer, 0.7, spread(6));
    for (int k = 0; k < 5; k++) {
      update(descent, slope, optimizer.rate());
      update(other, slope, optimizer.rate());
    }
    DescentCopy copy = descent.copy();
    float[] before = descent.parameters().clone();
    copy.advance(
        UPDATES,
        descent.learningRate(),
        (update, parameters, gradient) -> write(slope, parameters, gradient));
    measured(descent, slope, KICKS, 1);

    assertThat(descent.parameters()).containsExactly(before);
    for (int k = 0; k < UPDATES; k++) {
      update(descent, slope, optimizer.rate());
      update(other, slope, optimizer.rate());
    }
    assertThat(descent.parameters()).containsExactly(other.parameters());
    assertThat(copy.parameters()).containsExactly(descent.parameters());
  }
}
