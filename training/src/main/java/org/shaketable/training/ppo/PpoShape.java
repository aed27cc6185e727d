package org.shaketable.training.ppo;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.PhysicsShift;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.DenseNetworks;
import org.shaketable.training.gpu.Kernel;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.gpu.Structure;

/**
 * What trainings by PPO on CartPole of one workload have in common, for {@code ppo.cu}.
 *
 * @param networks policy and value; a row's numbers are its advantage, three terms of the loss and,
 *     where a target of KL ends updates, that of its estimate
 */
record PpoShape(Ppo settings, CartPole environment, DenseNetworks networks, Structure structure)
    implements Shape {
  /** The largest angle, in rad, whose sine the kernel knows. */
  static final double LARGEST_ANGLE = 1e5;

  private static final int ROW_NUMBERS = 4;

  static PpoShape of(Ppo settings, CartPole environment) {
    int columns = environment.observationSize();
    ParameterLayout policy = settings.network().layout(columns, environment.actions().choices());
    ParameterLayout value = settings.network().layout(columns, 1);
    DenseNetworks networks =
        new DenseNetworks(
            ParameterLayout.join("policy/", policy, "value/", value),
            2,
            settings.network().activation(),
            Math.max(settings.minibatchSize(), settings.numEnvs()),
            settings.targetKl() == null ? ROW_NUMBERS : ROW_NUMBERS + 1);
    return new PpoShape(
        settings,
        environment,
        networks,
        new Structure(
            networks.layout(), networks, settings.optimizer(), settings.maxGradNorm() > 0));
  }

  /** Whether no angle gets too large for the kernel with a disturbance. */
  static boolean knowsAngles(CartPole environment, Perturbation perturbation) {
    boolean wider =
        perturbation instanceof PhysicsShift shift
            && shift.constant().equals("angle-limit")
            && shift.direction() == ScaleDirection.UP;
    return !wider
        || environment.angleLimit() * Math.pow(2, perturbation.magnitude()) <= LARGEST_ANGLE;
  }

  @Override
  public Kernel kernel() {
    return Kernel.PPO;
  }

  @Override
  public int tables() {
    return PpoPlan.TABLES;
  }

  private long ownDoubles() {
    return PlayedRollout.doubles(settings);
  }

  @Override
  public long ownBytes() {
    return Double.BYTES * ownDoubles();
  }

  @Override
  public void describe(Bytes to) {
    to.add(settings.gamma()).add(settings.gaeLambda());
    to.add(settings.entCoef()).add(settings.vfCoef());
    to.add(settings.targetKl() == null ? Double.POSITIVE_INFINITY : settings.targetKl());
    float[] scale = environment.observationScale();
    to.add(scale, scale.length);
    to.add(settings.numEnvs()).add(settings.numSteps()).add(settings.minibatchSize());
    to.add(settings.numMinibatches()).add(PpoMember.passesOfRound(settings));
    to.add(settings.normAdv() ? 1 : 0).add(settings.clipVloss() ? 1 : 0);
    to.add(environment.timeLimit()).add((int) ownDoubles()).add(networks.layersOfNetwork());
    to.add(settings.normObs() ? 1 : 0).add(settings.normReward() ? 1 : 0);
    to.add(settings.bootstrapTruncated() ? 1 : 0);
  }
}
