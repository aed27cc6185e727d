package org.shaketable.training.optimizer;

import org.shaketable.training.workload.Bounds;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980, algorithm 1), as {@code torch.optim.Adam}.
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g        m_hat = m / (1 - beta1^t)
 * v = beta2 v + (1 - beta2) g^2      v_hat = v / (1 - beta2^t)
 * w -= rate m_hat / (sqrt(v_hat) + epsilon)
 * </pre>
 *
 * @param learningRate default 0.001
 * @param beta1 default 0.9
 * @param beta2 default 0.999
 * @param epsilon default 1e-8; CleanRL's PPO uses 1e-5
 */
public record Adam(Double learningRate, Double beta1, Double beta2, Double epsilon)
    implements Optimizer {
  public Adam {
    learningRate =
        Bounds.number("learning-rate", learningRate == null ? 1e-3 : learningRate, 0, 1e3);
    beta1 = Bounds.number("beta1", beta1 == null ? 0.9 : beta1, 0, 0.999999);
    beta2 = Bounds.number("beta2", beta2 == null ? 0.999 : beta2, 0, 0.999999);
    epsilon = Bounds.number("epsilon", epsilon == null ? 1e-8 : epsilon, 0, 1);
  }

  /** Adam with this learning rate and epsilon. */
  public static Adam of(double learningRate, double epsilon) {
    return new Adam(learningRate, null, null, epsilon);
  }

  @Override
  public String algorithm() {
    return "adam";
  }

  @Override
  public double rate() {
    return learningRate;
  }

  @Override
  public OptimizerState begin(int size) {
    return new AdamState(this, size);
  }
}
