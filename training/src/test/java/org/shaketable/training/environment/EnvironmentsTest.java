package org.shaketable.training.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;

class EnvironmentsTest {

  static Stream<Environment> environments() {
    return Environment.all().stream();
  }

  @ParameterizedTest
  @MethodSource("environments")
  void aVectorOfEnvironmentsEqualsEachOfThemAlone(Environment environment) {
    Environments many = new Environments(environment, 3, Streams.of(7).named("test/reset"));
    double[] actions = new double[3];
    double[] returns = new double[3];
    for (int t = 0; t < 1500; t++) {
      act(environment, actions, t);
      many.step(actions, 0);
      for (int i = 0; i < 3; i++) {
        returns[i] += many.reward(i);
        if (many.ended(i)) {
          assertThat(many.finishedReturn(i)).isEqualTo(returns[i]);
          returns[i] = 0;
        }
      }
    }
    assertThat(many.episodes(0)).isPositive();
    assertThat(alone(environment, 2)).isEqualTo(last(environment, many, 2));
  }

  private static float[] alone(Environment environment, int index) {
    double[] state = new double[environment.stateSize()];
    double[] actions = new double[3];
    long key = RandomStream.key(RandomStream.nameKey(7, "test/reset"), index);
    int episode = 0;
    int steps = 0;
    environment.reset(state, 0, RandomStream.ofKey(RandomStream.key(key, episode)));
    for (int t = 0; t < 1500; t++) {
      act(environment, actions, t);
      environment.step(state, 0, actions[index]);
      if (environment.terminated(state, 0) | ++steps >= environment.timeLimit()) {
        environment.reset(state, 0, RandomStream.ofKey(RandomStream.key(key, ++episode)));
        steps = 0;
      }
    }
    float[] observation = new float[environment.observationSize()];
    environment.observe(state, 0, observation, 0);
    return observation;
  }

  private static float[] last(Environment environment, Environments many, int index) {
    int width = environment.observationSize();
    float[] all = new float[3 * (width + 2)];
    many.observe(all, 0, width + 2);
    float[] one = new float[width];
    System.arraycopy(all, index * (width + 2), one, 0, width);
    return one;
  }

  private static void act(Environment environment, double[] actions, int t) {
    RandomStream random = RandomStream.of(5, "test/action", t);
    for (int i = 0; i < actions.length; i++) {
      actions[i] = RandomActions.draw(environment.actions(), random);
    }
  }

  /** Nothing but the stream of an episode's start, 32 bytes, where it is not optimised away. */
  @ParameterizedTest
  @MethodSource("environments")
  void steppingAllocatesNothing(Environment environment) {
    Environments environments = new Environments(environment, 8, Streams.of(3).named("reset"));
    float[] observations = new float[8 * environment.observationSize()];
    double[] actions = new double[8];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = 0;
    int steps = 20_000;
    for (int t = 0; t < 2 * steps; t++) {
      if (t == steps) {
        before = threads.getThreadAllocatedBytes(thread);
      }
      actions[t % 8] = t % 3 == 0 ? 1 : 0;
      environments.step(actions, 0);
      environments.observe(observations, 0, environment.observationSize());
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    long episodes = 0;
    for (int i = 0; i < 8; i++) {
      episodes += environments.episodes(i);
    }
    assertThat(allocated).isLessThan(32 * episodes + steps);
  }

  @ParameterizedTest
  @MethodSource("environments")
  void theObservationScaleIsThatOfRandomPlay(Environment environment) {
    double[] measured = scale(environment);
    float[] stated = environment.observationScale();
    for (int j = 0; j < stated.length; j++) {
      assertThat((double) stated[j])
          .as("column %d", j)
          .isCloseTo(measured[j], within(0.06 * measured[j]));
    }
  }

  private static double[] scale(Environment environment) {
    int width = environment.observationSize();
    Environments many = new Environments(environment, 16, Streams.of(11).named("test/scale"));
    float[] observations = new float[16 * width];
    double[] actions = new double[16];
    double[] sum = new double[width];
    double[] squares = new double[width];
    int steps = 200_000 / 16;
    for (int t = 0; t < steps; t++) {
      act(environment, actions, t);
      many.step(actions, 0);
      many.observe(observations, 0, width);
      for (int i = 0; i < observations.length; i++) {
        sum[i % width] += observations[i];
        squares[i % width] += (double) observations[i] * observations[i];
      }
    }
    for (int j = 0; j < width; j++) {
      double mean = sum[j] / (16 * steps);
      squares[j] = Math.sqrt(squares[j] / (16 * steps) - mean * mean);
    }
    return squares;
  }

  @Test
  void timeLimitTruncatesAndTheNextEpisodeHasItsOwnStart() {
    Pendulum pendulum = new Pendulum(null, null, null, null, null, null, 5);
    Environments one = new Environments(pendulum, 1, Streams.of(3).named("test/reset"));
    float[] first = new float[3];
    one.observe(first, 0, 3);
    for (int t = 1; t <= 5; t++) {
      one.step(new double[] {0.5}, 0);
      assertThat(one.truncated(0)).isEqualTo(t == 5);
      assertThat(one.terminated(0)).isFalse();
    }
    float[] second = new float[3];
    one.observe(second, 0, 3);
    assertThat(second).isNotEqualTo(first).isNotEqualTo(one.endObservations());
    assertThat(one.episodes(0)).isEqualTo(1);
  }

  @Test
  void constantsAreCheckedAndChangeTheMotion() {
    assertThatThrownBy(() -> new CartPole(null, null, null, -1.0, null, null, null, null, null))
        .hasMessage("Invalid length: expected a number above 0, found -1.0");
    assertThatThrownBy(() -> Environment.named("Pong-v5"))
        .hasMessage(
            "Invalid environment: expected one of [CartPole-v1, Acrobot-v1, MountainCar-v0,"
                + " MountainCarContinuous-v0, Pendulum-v1], found Pong-v5");
    double[] heavy = {0, 0, 0.1, 0};
    double[] light = {0, 0, 0.1, 0};
    new CartPole(20.0, null, null, null, null, null, null, null, null).step(heavy, 0, 1);
    CartPole.standard().step(light, 0, 1);
    assertThat(heavy[3]).isGreaterThan(light[3]);
  }

  @Test
  void constantsHaveNamesAndCanBeReplaced() {
    CartPole cartPole = CartPole.standard();
    assertThat(cartPole.constants()).containsEntry("gravity", 9.8).containsEntry("mass-pole", 0.1);
    assertThat(cartPole.with(cartPole.constants())).isEqualTo(cartPole);
    assertThat(cartPole.with(Map.of("gravity", 20.0)))
        .isEqualTo(new CartPole(20.0, null, null, null, null, null, null, null, null));
    assertThatThrownBy(() -> cartPole.with(Map.of("mass-pole", -1.0)))
        .hasMessage("Invalid mass-pole: expected a number above 0, found -1.0");
  }

  @Test
  void episodesThatEndFromTheStepOnThatKeysAnewStartElsewhere() {
    CartPole cartPole = CartPole.standard();
    Environments plain = new Environments(cartPole, 1, Streams.of(3).named("test/reset"));
    long anew = 15;
    Environments other =
        new Environments(cartPole, 1, Streams.of(3).anewFrom(anew, "anew").named("test/reset"));
    float[] here = new float[4];
    float[] there = new float[4];
    boolean parted = false;
    boolean shared = false;
    while (plain.step() < 60) {
      long step = plain.step();
      plain.step(new double[] {1}, 0);
      other.step(new double[] {1}, 0);
      shared |= plain.ended(0) && step < anew;
      parted |= plain.ended(0) && step >= anew;
      plain.observe(here, 0, 4);
      other.observe(there, 0, 4);
      assertThat(Arrays.equals(here, there)).as("step %d", step).isEqualTo(!parted);
      if (parted) {
        break;
      }
    }
    assertThat(shared).isTrue();
    assertThat(parted).isTrue();
  }
}
