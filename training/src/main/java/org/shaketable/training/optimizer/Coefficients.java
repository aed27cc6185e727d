package org.shaketable.training.optimizer;

/**
 * The numbers of one update of an optimizer, as its arithmetic in single precision takes them.
 *
 * @param rate Adam: learning rate over {@code 1 - beta1^t}; else the learning rate
 * @param rootScale Adam: {@code 1 / sqrt(1 - beta2^t)}; else 0
 * @param momentum Adam's beta1, or the momentum
 * @param rest {@code 1 - momentum}, taken in double
 * @param decay AdamW: factor on the parameters before the step; else 1
 */
public record Coefficients(float rate, float rootScale, float momentum, float rest, float decay) {

  /** The numbers of the updates of one training, one after another. */
  public static final class Sequence {
    private final double beta2;
    private final double weightDecay;
    private final boolean adaptive;
    private double beta1Power = 1;
    private double beta2Power = 1;

    /** From the first update on. */
    public Sequence(Optimizer optimizer) {
      if (optimizer instanceof AdamW adam) {
        beta2 = adam.beta2();
        weightDecay = adam.weightDecay();
      } else {
        beta2 = optimizer instanceof Adam adam ? adam.beta2() : 0;
        weightDecay = 0;
      }
      adaptive = !(optimizer instanceof Sgd);
    }

    private Sequence(Sequence other) {
      beta2 = other.beta2;
      weightDecay = other.weightDecay;
      adaptive = other.adaptive;
      beta1Power = other.beta1Power;
      beta2Power = other.beta2Power;
    }

    /** The numbers of the same updates from here on. */
    Sequence copy() {
      return new Sequence(this);
    }

    /** The next update's. */
    public Coefficients next(double learningRate, double momentum) {
      float decay = weightDecay == 0 ? 1 : AdamW.decay(learningRate, weightDecay);
      if (!adaptive) {
        return new Coefficients(
            (float) learningRate, 0, (float) momentum, (float) (1 - momentum), decay);
      }
      beta1Power *= momentum;
      beta2Power *= beta2;
      return new Coefficients(
          (float) (learningRate / (1 - beta1Power)),
          (float) (1 / Math.sqrt(1 - beta2Power)),
          (float) momentum,
          (float) (1 - momentum),
          decay);
    }
  }
}
