package org.shaketable.training.optimizer;

import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;

/**
 * Stochastic gradient descent with momentum, as {@code torch.optim.SGD}.
 *
 * <pre>
 * v = momentum v + g                 (v = g at the first step)
 * w -= rate v                        (Nesterov: w -= rate (g + momentum v))
 * </pre>
 *
 * <p>Polyak, doi:10.1016/0041-5553(64)90137-5; Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", ICML 2013.
 *
 * @param learningRate default 0.01
 * @param momentum default 0: plain gradient descent
 * @param nesterov default false; needs a momentum
 */
public record Sgd(Double learningRate, Double momentum, Boolean nesterov) implements Optimizer {
  public Sgd {
    learningRate =
        Bounds.number("learning-rate", learningRate == null ? 1e-2 : learningRate, 0, 1e3);
    momentum = Bounds.number("momentum", momentum == null ? 0 : momentum, 0, 0.999999);
    nesterov = nesterov != null && nesterov;
    if (nesterov && momentum == 0) {
      throw new Refusal("nesterov", "expected false where momentum is 0, found true");
    }
  }

  @Override
  public String algorithm() {
    return "sgd";
  }

  @Override
  public double rate() {
    return learningRate;
  }

  @Override
  public OptimizerState begin(int size) {
    return new SgdState(this, size);
  }
}
