package org.shaketable.training.transformer;

import java.util.zip.CRC32;
import org.shaketable.random.RandomStream;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.transformer.TransformerSpec.Head;
import org.shaketable.training.transformer.TransformerSpec.QueryKeyNorm;

/** A few training steps of small transformers and a checksum of every bit they end with. */
final class TransformerSteps {
  private static final int LENGTH = 18;
  private static final int SEQUENCES = 2;

  private TransformerSteps() {}

  /** Prints the checksum: run in a JVM of its own with other flags. */
  public static void main(String[] arguments) {
    System.out.println("checksum " + checksum());
  }

  static long checksum() {
    CRC32 crc = new CRC32();
    for (float weight : train(spec(Head.TIED, QueryKeyNorm.LAYER_NORM))) {
      update(crc, Float.floatToRawIntBits(weight));
    }
    for (float weight : train(spec(Head.UNTIED, QueryKeyNorm.NONE))) {
      update(crc, Float.floatToRawIntBits(weight));
    }
    return crc.getValue();
  }

  private static TransformerSpec spec(Head head, QueryKeyNorm norm) {
    return new TransformerSpec(1, 32, 2, LENGTH, head, norm, 0.1);
  }

  private static void update(CRC32 crc, int bits) {
    for (int shift = 0; shift < 32; shift += 8) {
      crc.update(bits >>> shift);
    }
  }

  private static float[] train(TransformerSpec spec) {
    Transformer transformer = new Transformer(spec, 19, SEQUENCES);
    TokenLoss loss = new TokenLoss(transformer, 1e-3);
    int size = transformer.layout().size();
    float[] weights = new float[size];
    float[] gradient = new float[size];
    transformer.initialise(weights, RandomStream.of(3, "weights", 0));
    OptimizerState adam = Adam.of(1e-2, 1e-8).begin(size);
    for (int step = 0; step < 2; step++) {
      RandomStream random = RandomStream.of(3, "tokens", step);
      int[] tokens = random(SEQUENCES * LENGTH, random);
      float[] logits = transformer.forward(weights, tokens, SEQUENCES, LENGTH, step);
      loss.loss(logits, random(SEQUENCES * LENGTH, random), SEQUENCES * LENGTH);
      transformer.backward(weights, loss.gradient(), gradient);
      adam.update(weights, gradient, 1e-2);
    }
    return weights;
  }

  private static int[] random(int count, RandomStream random) {
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = random.nextInt(19);
    }
    return tokens;
  }
}
