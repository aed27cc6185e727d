package org.shaketable.training.ppo;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.DenseNetworks;
import org.shaketable.training.gpu.Kernel;
import org.shaketable.training.gpu.Shape;
import org.shaketable.training.gpu.Structure;

/**
 * What trainings by PPO on CartPole of one workload have in common, for {@code ppo.cu}.
 *
 * @param networks policy and value; a row's numbers are its advantage and three terms of the loss
 */
record PpoShape(Ppo settings, int timeLimit, DenseNetworks networks, Structure structure)
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
            ROW_NUMBERS);
    return new PpoShape(
        settings,
        environment.timeLimit(),
        networks,
        new Structure(
            networks.layout(), networks, settings.optimizer(), settings.maxGradNorm() > 0));
  }

  @Override
  public Kernel kernel() {
    return Kernel.PPO;
  }

  @Override
  public int tables() {
    return 1;
  }

  private long ownDoubles() {
    return PlayedRollout.doubles(settings.numEnvs(), settings.batchSize());
  }

  @Override
  public long ownBytes() {
    return Double.BYTES * ownDoubles();
  }

  @Override
  public void describe(Bytes to) {
    to.add(settings.gamma()).add(settings.gaeLambda());
    to.add(settings.entCoef()).add(settings.vfCoef());
    to.add(settings.numEnvs()).add(settings.numSteps()).add(settings.minibatchSize());
    to.add(settings.numMinibatches()).add(settings.updateEpochs());
    to.add(settings.normAdv() ? 1 : 0).add(settings.clipVloss() ? 1 : 0);
    to.add(timeLimit).add((int) ownDoubles()).add(networks.layersOfNetwork());
  }
}
