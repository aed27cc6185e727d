package org.shaketable.training.bench;

import java.util.List;
import org.shaketable.training.transformer.Transformer;
import org.shaketable.training.transformer.TransformerSpec;

/** A transformer and a batch of full context whose training step is timed. */
public record TransformerShape(
    int layers, int width, int heads, int context, int batch, int vocabulary) {
  /** The shape that is compared with PyTorch: 112 thousand parameters. */
  public static final TransformerShape PUBLISHED = new TransformerShape(2, 64, 4, 64, 8, 64);

  /** Growth in width, in depth and in context, up to 4 million parameters. */
  public static final List<TransformerShape> GROWING =
      List.of(
          PUBLISHED,
          new TransformerShape(2, 128, 4, 64, 8, 64),
          new TransformerShape(2, 256, 4, 64, 8, 64),
          new TransformerShape(4, 128, 4, 64, 8, 64),
          new TransformerShape(8, 128, 4, 64, 8, 64),
          new TransformerShape(2, 128, 4, 128, 8, 64),
          new TransformerShape(2, 128, 4, 256, 8, 64),
          new TransformerShape(5, 256, 4, 64, 8, 64));

  /** The network, untied, without dropout. */
  TransformerSpec network() {
    return TransformerSpec.of(layers, width, heads, context);
  }

  /** Number of parameters. */
  public int parameters() {
    return new Transformer(network(), vocabulary, 1).layout().size();
  }

  /**
   * Floating-point operations of the matrix products of one step, with {@code T} tokens a sequence
   * and width {@code d}: forward {@code batch T (layers (24 d^2 + 2 (T + 1) d) + 2 d vocabulary)},
   * for attention's two products reach back to half of the positions on average; backward twice
   * that.
   */
  public double operations() {
    double d = width;
    double layer = 24 * d * d + 2 * (context + 1) * d;
    return 3.0 * batch * context * (layers * layer + 2 * d * vocabulary);
  }

  /** E.g. {@code transformer 2x64 heads 4 context 64 batch 8 vocabulary 64}. */
  @Override
  public String toString() {
    return "transformer %dx%d heads %d context %d batch %d vocabulary %d"
        .formatted(layers, width, heads, context, batch, vocabulary);
  }
}
