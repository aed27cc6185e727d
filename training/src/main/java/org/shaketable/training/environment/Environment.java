package org.shaketable.training.environment;

import java.util.List;
import java.util.Map;
import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;

/**
 * Physics of an environment: a value whose components are the constants, with pure functions of a
 * state.
 *
 * <p>A state is {@link #stateSize()} doubles at {@code state[at ..)}. An action is one number; a
 * discrete action is its index. After {@link #terminated} the state is to be reset.
 */
public sealed interface Environment
    permits CartPole, Acrobot, MountainCar, MountainCarContinuous, Pendulum {

  /** All environments with Gymnasium's constants. */
  static List<Environment> all() {
    return List.of(
        CartPole.standard(),
        Acrobot.standard(),
        MountainCar.standard(),
        MountainCarContinuous.standard(),
        Pendulum.standard());
  }

  /** The environment of this name with Gymnasium's constants. */
  static Environment named(String name) {
    return all().stream()
        .filter(environment -> environment.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "environment",
                    "expected one of %s, found %s"
                        .formatted(all().stream().map(Environment::name).toList(), name)));
  }

  /** Gymnasium's name, e.g. {@code CartPole-v1}. */
  String name();

  /** The physics constants by name, e.g. {@code mass-pole}; a map of its own. */
  default Map<String, Double> constants() {
    return Constants.of(this);
  }

  /** This environment with these constants for those that are named. */
  default Environment with(Map<String, Double> constants) {
    return Constants.replaced(this, constants);
  }

  /** Steps after which an episode is truncated. */
  Integer timeLimit();

  /** Width of an observation. */
  int observationSize();

  /** What {@link #step} takes. */
  Actions actions();

  /**
   * Nominal standard deviation of each observation column, the unit of input disturbances: measured
   * over 200,000 steps of 16 parallel environments under uniformly random actions with the standard
   * constants, rounded to two digits.
   */
  float[] observationScale();

  /** Number of doubles of a state. */
  int stateSize();

  /** Draws a start. */
  void reset(double[] state, int at, RandomStream random);

  /** Moves the state by one step and returns the reward. */
  double step(double[] state, int at, double action);

  /** Whether the state that the last step led to ends the episode. */
  boolean terminated(double[] state, int at);

  /** Writes the observation of a state to {@code observation[offset ..)}. */
  void observe(double[] state, int at, float[] observation, int offset);
}
