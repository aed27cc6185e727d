package org.shaketable.training.environment;

import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Trigonometry;

/**
 * Pendulum to be swung up and held, as Gymnasium's Pendulum-v1.
 *
 * <p>State: the angle to straight up (rad, not wrapped), the angular velocity (rad/s). Observation:
 * cosine and sine of the angle, the velocity. Action: the torque in [-2, 2] N m. Reward {@code
 * -(angle^2 + 0.1 velocity^2 + 0.001 torque^2)} of the state before the step, the angle wrapped to
 * [-pi, pi). Episodes end by the time limit alone.
 *
 * @param gravity m/s2
 * @param mass kg
 * @param length m
 * @param torque largest, N m
 * @param fastest largest velocity, rad/s
 * @param tau seconds a step
 * @param timeLimit steps
 */
public record Pendulum(
    Double gravity,
    Double mass,
    Double length,
    Double torque,
    Double fastest,
    Double tau,
    Integer timeLimit)
    implements Environment {
  private static final double PI = StrictMath.PI;

  public Pendulum {
    gravity = PhysicsSetting.finite("gravity", gravity, 10);
    mass = PhysicsSetting.positive("mass", mass, 1);
    length = PhysicsSetting.positive("length", length, 1);
    torque = PhysicsSetting.positive("torque", torque, 2);
    fastest = PhysicsSetting.positive("fastest", fastest, 8);
    tau = PhysicsSetting.positive("tau", tau, 0.05);
    timeLimit = PhysicsSetting.steps("time-limit", timeLimit, 200);
  }

  /** Gymnasium's constants. */
  public static Pendulum standard() {
    return new Pendulum(null, null, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "Pendulum-v1";
  }

  @Override
  public int observationSize() {
    return 3;
  }

  @Override
  public Actions actions() {
    return Actions.continuous(-torque, torque);
  }

  @Override
  public float[] observationScale() {
    return new float[] {0.64f, 0.68f, 3.6f};
  }

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public void reset(double[] state, int at, RandomStream random) {
    state[at] = random.nextDouble(-PI, PI);
    state[at + 1] = random.nextDouble(-1, 1);
  }

  @Override
  public double step(double[] state, int at, double action) {
    double angle = state[at];
    double velocity = state[at + 1];
    double push = PhysicsSetting.clip(action, -torque, torque);
    double wrapped = wrap(angle);
    double cost = wrapped * wrapped + 0.1 * (velocity * velocity) + 0.001 * (push * push);
    double turned =
        velocity
            + (3 * gravity / (2 * length) * Trigonometry.sin(angle)
                    + 3.0 / (mass * (length * length)) * push)
                * tau;
    turned = PhysicsSetting.clip(turned, -fastest, fastest);
    state[at] = angle + turned * tau;
    state[at + 1] = turned;
    return -cost;
  }

  private static double wrap(double angle) {
    double turns = StrictMath.floor((angle + PI) / (2 * PI));
    return angle - turns * (2 * PI);
  }

  @Override
  public boolean terminated(double[] state, int at) {
    return false;
  }

  @Override
  public void observe(double[] state, int at, float[] observation, int offset) {
    observation[offset] = (float) Trigonometry.cos(state[at]);
    observation[offset + 1] = (float) Trigonometry.sin(state[at]);
    observation[offset + 2] = (float) state[at + 1];
  }
}
