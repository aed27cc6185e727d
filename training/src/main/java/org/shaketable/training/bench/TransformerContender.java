package org.shaketable.training.bench;

import org.shaketable.random.RandomStream;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.transformer.TokenLoss;
import org.shaketable.training.transformer.Transformer;

/**
 * Forward pass, next-token cross-entropy, backward pass, clipping by the gradient's norm and AdamW
 * of this project's transformer.
 */
final class TransformerContender implements Contender {
  private static final double LEARNING_RATE = 1e-3;

  private final TransformerShape shape;
  private final Transformer transformer;
  private final TokenLoss crossEntropy;
  private final int[][] tokens;
  private final int[][] targets;
  private final float[] parameters;
  private final float[] gradient;
  private final OptimizerState optimizer;
  private int batch;
  private double checksum;

  TransformerContender(TransformerShape shape) {
    this.shape = shape;
    this.transformer = new Transformer(shape.network(), shape.vocabulary(), shape.batch());
    this.crossEntropy = new TokenLoss(transformer, 0);
    RandomStream random = RandomStream.of(1, "bench/tokens", 0);
    this.tokens = draw(random);
    this.targets = draw(random);
    this.parameters = new float[transformer.layout().size()];
    this.gradient = new float[parameters.length];
    transformer.initialise(parameters, RandomStream.of(1, "bench/weights", 0));
    this.optimizer = AdamW.of(LEARNING_RATE, 0.1).begin(parameters.length);
  }

  private int[][] draw(RandomStream random) {
    int[][] drawn = new int[Batches.COUNT][shape.batch() * shape.context()];
    for (int[] batchOfTokens : drawn) {
      for (int i = 0; i < batchOfTokens.length; i++) {
        batchOfTokens[i] = random.nextInt(shape.vocabulary());
      }
    }
    return drawn;
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public double train(int steps) {
    double micros = ProcessorTime.micros(steps, this::step);
    if (!Double.isFinite(checksum)) {
      throw new IllegalStateException("Cannot time " + name() + ": the training diverged");
    }
    return micros;
  }

  private void step() {
    batch = (batch + 1) % Batches.COUNT;
    float[] logits = transformer.forward(parameters, tokens[batch], shape.batch(), shape.context());
    checksum += crossEntropy.loss(logits, targets[batch], tokens[batch].length);
    transformer.backward(parameters, crossEntropy.gradient(), gradient);
    checksum += GlobalNorm.clip(gradient, gradient.length, 1);
    optimizer.update(parameters, gradient, LEARNING_RATE);
  }
}
