package org.shaketable.training.environment;

import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Trigonometry;

/**
 * Pole on a cart, as Gymnasium's CartPole-v1 (Barto, Sutton and Anderson,
 * doi:10.1109/TSMC.1983.6313077).
 *
 * <p>State and observation: position (m), velocity (m/s), angle (rad), angular velocity (rad/s).
 * Actions: 0 pushes left, 1 right. Reward 1 on every step. Explicit Euler.
 *
 * @param gravity m/s2
 * @param massCart kg
 * @param massPole kg
 * @param length half of the pole's, m
 * @param force N
 * @param tau seconds a step
 * @param positionLimit m, beyond which the episode ends
 * @param angleLimit rad, beyond which the episode ends
 * @param timeLimit steps
 */
public record CartPole(
    Double gravity,
    Double massCart,
    Double massPole,
    Double length,
    Double force,
    Double tau,
    Double positionLimit,
    Double angleLimit,
    Integer timeLimit)
    implements Environment {
  public CartPole {
    gravity = PhysicsSetting.finite("gravity", gravity, 9.8);
    massCart = PhysicsSetting.positive("mass-cart", massCart, 1.0);
    massPole = PhysicsSetting.positive("mass-pole", massPole, 0.1);
    length = PhysicsSetting.positive("length", length, 0.5);
    force = PhysicsSetting.finite("force", force, 10.0);
    tau = PhysicsSetting.positive("tau", tau, 0.02);
    positionLimit = PhysicsSetting.positive("position-limit", positionLimit, 2.4);
    angleLimit = PhysicsSetting.positive("angle-limit", angleLimit, 12 * 2 * StrictMath.PI / 360);
    timeLimit = PhysicsSetting.steps("time-limit", timeLimit, 500);
  }

  /** Gymnasium's constants. */
  public static CartPole standard() {
    return new CartPole(null, null, null, null, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "CartPole-v1";
  }

  @Override
  public int observationSize() {
    return 4;
  }

  @Override
  public Actions actions() {
    return Actions.discrete(2);
  }

  @Override
  public float[] observationScale() {
    return new float[] {0.095f, 0.53f, 0.092f, 0.78f};
  }

  @Override
  public int stateSize() {
    return 4;
  }

  @Override
  public void reset(double[] state, int at, RandomStream random) {
    for (int i = 0; i < 4; i++) {
      state[at + i] = random.nextDouble(-0.05, 0.05);
    }
  }

  @Override
  public double step(double[] state, int at, double action) {
    double velocity = state[at + 1];
    double angle = state[at + 2];
    double turning = state[at + 3];
    double cos = Trigonometry.cos(angle);
    double sin = Trigonometry.sin(angle);
    double totalMass = massPole + massCart;
    double poleMassLength = massPole * length;
    double push = action == 1 ? force : -force;
    double pushed = (push + poleMassLength * (turning * turning) * sin) / totalMass;
    double turned =
        (gravity * sin - cos * pushed)
            / (length * (4.0 / 3.0 - massPole * (cos * cos) / totalMass));
    double moved = pushed - poleMassLength * turned * cos / totalMass;
    state[at] += tau * velocity;
    state[at + 1] = velocity + tau * moved;
    state[at + 2] = angle + tau * turning;
    state[at + 3] = turning + tau * turned;
    return 1;
  }

  @Override
  public boolean terminated(double[] state, int at) {
    return Math.abs(state[at]) > positionLimit || Math.abs(state[at + 2]) > angleLimit;
  }

  @Override
  public void observe(double[] state, int at, float[] observation, int offset) {
    for (int i = 0; i < 4; i++) {
      observation[offset + i] = (float) state[at + i];
    }
  }
}
