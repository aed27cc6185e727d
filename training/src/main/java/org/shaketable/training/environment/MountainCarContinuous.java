package org.shaketable.training.environment;

import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Trigonometry;

/**
 * Car too weak to drive straight up a hill, with a continuous engine, as Gymnasium's
 * MountainCarContinuous-v0.
 *
 * <p>State and observation: position, velocity, which a step rounds to single precision. Action:
 * the engine's share of {@code power} in [-1, 1]. Reward {@code -0.1 action^2} of the action before
 * it is clipped, and 100 on the goal.
 *
 * @param power per step
 * @param gravity per step
 * @param goalPosition where the episode ends
 * @param goalVelocity least velocity there
 * @param timeLimit steps
 */
public record MountainCarContinuous(
    Double power, Double gravity, Double goalPosition, Double goalVelocity, Integer timeLimit)
    implements Environment {
  private static final double LEFT = -1.2;
  private static final double RIGHT = 0.6;
  private static final double FASTEST = 0.07;

  public MountainCarContinuous {
    power = PhysicsSetting.finite("power", power, 0.0015);
    gravity = PhysicsSetting.finite("gravity", gravity, 0.0025);
    goalPosition = PhysicsSetting.finite("goal-position", goalPosition, 0.45);
    goalVelocity = PhysicsSetting.finite("goal-velocity", goalVelocity, 0);
    timeLimit = PhysicsSetting.steps("time-limit", timeLimit, 999);
  }

  /** Gymnasium's constants. */
  public static MountainCarContinuous standard() {
    return new MountainCarContinuous(null, null, null, null, null);
  }

  @Override
  public String name() {
    return "MountainCarContinuous-v0";
  }

  @Override
  public int observationSize() {
    return 2;
  }

  @Override
  public Actions actions() {
    return Actions.continuous(-1, 1);
  }

  @Override
  public float[] observationScale() {
    return new float[] {0.18f, 0.014f};
  }

  /** Position, velocity, and 1 on the goal, which is decided before rounding. */
  @Override
  public int stateSize() {
    return 3;
  }

  @Override
  public void reset(double[] state, int at, RandomStream random) {
    state[at] = random.nextDouble(-0.6, -0.4);
    state[at + 1] = 0;
    state[at + 2] = 0;
  }

  @Override
  public double step(double[] state, int at, double action) {
    double engine = PhysicsSetting.clip(action, -1, 1);
    double velocity =
        PhysicsSetting.clip(
            state[at + 1] + engine * power - gravity * Trigonometry.cos(3 * state[at]),
            -FASTEST,
            FASTEST);
    double position = PhysicsSetting.clip(state[at] + velocity, LEFT, RIGHT);
    velocity = position == LEFT && velocity < 0 ? 0 : velocity;
    boolean goal = position >= goalPosition && velocity >= goalVelocity;
    state[at] = (float) position;
    state[at + 1] = (float) velocity;
    state[at + 2] = goal ? 1 : 0;
    return (goal ? 100 : 0) - action * action * 0.1;
  }

  @Override
  public boolean terminated(double[] state, int at) {
    return state[at + 2] == 1;
  }

  @Override
  public void observe(double[] state, int at, float[] observation, int offset) {
    observation[offset] = (float) state[at];
    observation[offset + 1] = (float) state[at + 1];
  }
}
