package org.shaketable.training.environment;

import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Trigonometry;

/**
 * Car too weak to drive straight up a hill, as Gymnasium's MountainCar-v0 (Moore, "Efficient
 * Memory-based Learning for Robot Control", 1990).
 *
 * <p>State and observation: position, velocity. Actions: 0 accelerates to the left, 1 not, 2 to the
 * right. Reward -1 on every step, also the last.
 *
 * @param force the force of the car, per step
 * @param gravity per step
 * @param goalPosition where the episode ends
 * @param goalVelocity least velocity there
 * @param timeLimit steps
 */
public record MountainCar(
    Double force, Double gravity, Double goalPosition, Double goalVelocity, Integer timeLimit)
    implements Environment {
  private static final double LEFT = -1.2;
  private static final double RIGHT = 0.6;
  private static final double FASTEST = 0.07;

  public MountainCar {
    force = PhysicsSetting.finite("force", force, 0.001);
    gravity = PhysicsSetting.finite("gravity", gravity, 0.0025);
    goalPosition = PhysicsSetting.finite("goal-position", goalPosition, 0.5);
    goalVelocity = PhysicsSetting.finite("goal-velocity", goalVelocity, 0);
    timeLimit = PhysicsSetting.steps("time-limit", timeLimit, 200);
  }

  /** Gymnasium's constants. */
  public static MountainCar standard() {
    return new MountainCar(null, null, null, null, null);
  }

  @Override
  public String name() {
    return "MountainCar-v0";
  }

  @Override
  public int observationSize() {
    return 2;
  }

  @Override
  public Actions actions() {
    return Actions.discrete(3);
  }

  @Override
  public float[] observationScale() {
    return new float[] {0.081f, 0.0069f};
  }

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public void reset(double[] state, int at, RandomStream random) {
    state[at] = random.nextDouble(-0.6, -0.4);
    state[at + 1] = 0;
  }

  @Override
  public double step(double[] state, int at, double action) {
    double velocity =
        PhysicsSetting.clip(
            state[at + 1] + (action - 1) * force - gravity * Trigonometry.cos(3 * state[at]),
            -FASTEST,
            FASTEST);
    double position = PhysicsSetting.clip(state[at] + velocity, LEFT, RIGHT);
    state[at] = position;
    state[at + 1] = position == LEFT && velocity < 0 ? 0 : velocity;
    return -1;
  }

  @Override
  public boolean terminated(double[] state, int at) {
    return state[at] >= goalPosition && state[at + 1] >= goalVelocity;
  }

  @Override
  public void observe(double[] state, int at, float[] observation, int offset) {
    observation[offset] = (float) state[at];
    observation[offset + 1] = (float) state[at + 1];
  }
}
