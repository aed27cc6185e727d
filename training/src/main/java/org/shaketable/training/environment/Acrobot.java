package org.shaketable.training.environment;

import org.shaketable.random.RandomStream;
import org.shaketable.training.elementary.Trigonometry;

/**
 * Two-link pendulum driven at the joint between its links, as Gymnasium's Acrobot-v1 (Sutton and
 * Barto, "Reinforcement Learning", section 11.3 of the first edition, the equations of the book).
 *
 * <p>State: the angle of the first link to straight down, that of the second to the first (rad),
 * their velocities (rad/s). Observation: cosine and sine of the first angle, of the second, the
 * velocities. Actions: torque -1, 0, 1 times {@code torque}. Reward -1, on the last step 0. The tip
 * has to rise one link above the pivot. One Runge-Kutta step of order 4.
 *
 * @param gravity m/s2
 * @param lengthOne the length of the first link, m; the second's length plays no part
 * @param massOne the mass of the first link, kg
 * @param massTwo the mass of the second link, kg
 * @param centreOne where the centre of mass of the first link lies, m from its start
 * @param centreTwo where the centre of mass of the second link lies, m from its start
 * @param inertia moment of each link, kg m2
 * @param torque N m
 * @param tau seconds a step
 * @param timeLimit steps
 */
public record Acrobot(
    Double gravity,
    Double lengthOne,
    Double massOne,
    Double massTwo,
    Double centreOne,
    Double centreTwo,
    Double inertia,
    Double torque,
    Double tau,
    Integer timeLimit)
    implements Environment {
  private static final double PI = StrictMath.PI;
  private static final double LIMIT_ONE = 4 * PI;
  private static final double LIMIT_TWO = 9 * PI;

  public Acrobot {
    gravity = PhysicsSetting.finite("gravity", gravity, 9.8);
    lengthOne = PhysicsSetting.positive("length-one", lengthOne, 1);
    massOne = PhysicsSetting.positive("mass-one", massOne, 1);
    massTwo = PhysicsSetting.positive("mass-two", massTwo, 1);
    centreOne = PhysicsSetting.positive("centre-one", centreOne, 0.5);
    centreTwo = PhysicsSetting.positive("centre-two", centreTwo, 0.5);
    inertia = PhysicsSetting.positive("inertia", inertia, 1);
    torque = PhysicsSetting.finite("torque", torque, 1);
    tau = PhysicsSetting.positive("tau", tau, 0.2);
    timeLimit = PhysicsSetting.steps("time-limit", timeLimit, 500);
  }

  /** Gymnasium's constants. */
  public static Acrobot standard() {
    return new Acrobot(null, null, null, null, null, null, null, null, null, null);
  }

  @Override
  public String name() {
    return "Acrobot-v1";
  }

  @Override
  public int observationSize() {
    return 6;
  }

  @Override
  public Actions actions() {
    return Actions.discrete(3);
  }

  @Override
  public float[] observationScale() {
    return new float[] {0.17f, 0.42f, 0.43f, 0.60f, 1.2f, 2.0f};
  }

  /** The four of the pendulum, then two that hold accelerations within a step. */
  @Override
  public int stateSize() {
    return 6;
  }

  @Override
  public void reset(double[] state, int at, RandomStream random) {
    for (int i = 0; i < 4; i++) {
      // Gymnasium rounds the start to single precision.
      state[at + i] = (float) random.nextDouble(-0.1, 0.1);
    }
  }

  @Override
  public double step(double[] state, int at, double action) {
    double push = (action - 1) * torque;
    double half = tau / 2;
    double angle1 = state[at];
    double angle2 = state[at + 1];
    double first1 = state[at + 2];
    double first2 = state[at + 3];
    accelerate(state, at, angle1, angle2, first1, first2, push);
    double a1 = state[at + 4];
    double a2 = state[at + 5];
    double second1 = first1 + half * a1;
    double second2 = first2 + half * a2;
    accelerate(state, at, angle1 + half * first1, angle2 + half * first2, second1, second2, push);
    double b1 = state[at + 4];
    double b2 = state[at + 5];
    double third1 = first1 + half * b1;
    double third2 = first2 + half * b2;
    accelerate(state, at, angle1 + half * second1, angle2 + half * second2, third1, third2, push);
    double c1 = state[at + 4];
    double c2 = state[at + 5];
    double fourth1 = first1 + tau * c1;
    double fourth2 = first2 + tau * c2;
    accelerate(state, at, angle1 + tau * third1, angle2 + tau * third2, fourth1, fourth2, push);
    double sixth = tau / 6;
    state[at] = wrap(angle1 + sixth * (first1 + 2 * second1 + 2 * third1 + fourth1));
    state[at + 1] = wrap(angle2 + sixth * (first2 + 2 * second2 + 2 * third2 + fourth2));
    state[at + 2] =
        PhysicsSetting.clip(
            first1 + sixth * (a1 + 2 * b1 + 2 * c1 + state[at + 4]), -LIMIT_ONE, LIMIT_ONE);
    state[at + 3] =
        PhysicsSetting.clip(
            first2 + sixth * (a2 + 2 * b2 + 2 * c2 + state[at + 5]), -LIMIT_TWO, LIMIT_TWO);
    return terminated(state, at) ? 0 : -1;
  }

  /** Writes both angular accelerations (rad/s2) behind the state at {@code at}. */
  private void accelerate(
      double[] state, int at, double angle1, double angle2, double v1, double v2, double push) {
    double cos2 = Trigonometry.cos(angle2);
    double sin2 = Trigonometry.sin(angle2);
    double coupling = massTwo * lengthOne * centreTwo;
    double own = massTwo * (centreTwo * centreTwo) + inertia;
    double d1 =
        massOne * (centreOne * centreOne)
            + massTwo
                * (lengthOne * lengthOne + centreTwo * centreTwo + 2 * lengthOne * centreTwo * cos2)
            + inertia
            + inertia;
    double d2 = own + coupling * cos2;
    double weight2 = massTwo * centreTwo * gravity * Trigonometry.sin(angle1 + angle2);
    double weight1 =
        -coupling * (v2 * v2) * sin2
            - 2 * coupling * v2 * v1 * sin2
            + (massOne * centreOne + massTwo * lengthOne) * gravity * Trigonometry.sin(angle1)
            + weight2;
    double a2 =
        (push + d2 / d1 * weight1 - coupling * (v1 * v1) * sin2 - weight2) / (own - d2 * d2 / d1);
    state[at + 4] = -(d2 * a2 + weight1) / d1;
    state[at + 5] = a2;
  }

  private static double wrap(double angle) {
    // The velocity limits keep an angle within a few turns; NaN passes.
    double wrapped = angle;
    while (wrapped > PI) {
      wrapped -= 2 * PI;
    }
    while (wrapped < -PI) {
      wrapped += 2 * PI;
    }
    return wrapped;
  }

  @Override
  public boolean terminated(double[] state, int at) {
    return -Trigonometry.cos(state[at]) - Trigonometry.cos(state[at + 1] + state[at]) > 1;
  }

  @Override
  public void observe(double[] state, int at, float[] observation, int offset) {
    observation[offset] = (float) Trigonometry.cos(state[at]);
    observation[offset + 1] = (float) Trigonometry.sin(state[at]);
    observation[offset + 2] = (float) Trigonometry.cos(state[at + 1]);
    observation[offset + 3] = (float) Trigonometry.sin(state[at + 1]);
    observation[offset + 4] = (float) state[at + 2];
    observation[offset + 5] = (float) state[at + 3];
  }
}
