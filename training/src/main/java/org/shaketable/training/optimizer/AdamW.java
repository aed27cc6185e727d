package org.shaketable.training.optimizer;

import org.shaketable.training.workload.Bounds;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), as {@code
 * torch.optim.AdamW}: {@code w *= 1 - rate decay}, then the step of {@link Adam}. All parameters
 * decay.
 *
 * @param learningRate default 0.001
 * @param beta1 default 0.9
 * @param beta2 default 0.999; language models often use 0.95
 * @param epsilon default 1e-8
 * @param weightDecay default 0.01
 */
public record AdamW(
    Double learningRate, Double beta1, Double beta2, Double epsilon, Double weightDecay)
    implements Optimizer {
  public AdamW {
    learningRate =
        Bounds.number("learning-rate", learningRate == null ? 1e-3 : learningRate, 0, 1e3);
    beta1 = Bounds.number("beta1", beta1 == null ? 0.9 : beta1, 0, 0.999999);
    beta2 = Bounds.number("beta2", beta2 == null ? 0.999 : beta2, 0, 0.999999);
    epsilon = Bounds.number("epsilon", epsilon == null ? 1e-8 : epsilon, 0, 1);
    weightDecay = Bounds.number("weight-decay", weightDecay == null ? 0.01 : weightDecay, 0, 1e3);
  }

  /** AdamW with this learning rate and decay, the rest as PyTorch's defaults. */
  public static AdamW of(double learningRate, double weightDecay) {
    return new AdamW(learningRate, null, null, null, weightDecay);
  }

  /** The factor on the parameters before a step. */
  static float decay(double learningRate, double weightDecay) {
    return (float) (1 - learningRate * weightDecay);
  }

  @Override
  public String algorithm() {
    return "adamw";
  }

  @Override
  public double rate() {
    return learningRate;
  }

  @Override
  public OptimizerState begin(int size) {
    return new AdamWState(weightDecay, new Adam(learningRate, beta1, beta2, epsilon), size);
  }
}
