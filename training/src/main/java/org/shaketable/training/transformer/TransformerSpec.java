package org.shaketable.training.transformer;

/**
 * Decoder-only transformer.
 *
 * @param layers blocks of attention and feed-forward, at least 1
 * @param width width of the residual stream, a multiple of 16
 * @param heads attention heads; divides {@code width}
 * @param context longest sequence, in tokens
 * @param head whether the output matrix is the token embedding's transpose
 * @param queryKeyNorm whether queries and keys are normalised before their product
 * @param dropout probability in [0, 1) with which a value of the embedded input or of a block's
 *     output is dropped in training
 */
public record TransformerSpec(
    int layers,
    int width,
    int heads,
    int context,
    Head head,
    QueryKeyNorm queryKeyNorm,
    double dropout) {

  /** Where the output matrix comes from. */
  public enum Head {
    /** A matrix of its own, without bias. */
    UNTIED,
    /** The token embedding, transposed (Press and Wolf, arXiv 1608.05859). */
    TIED
  }

  /** What happens to queries and keys before their product. */
  public enum QueryKeyNorm {
    NONE,
    /**
     * LayerNorm over each head's width with a learned scale (Dehghani et al., arXiv 2302.05442).
     */
    LAYER_NORM
  }

  public TransformerSpec {
    check("layers", layers, 1, 64);
    check("width", width, 16, 4096);
    check("heads", heads, 1, 64);
    check("context", context, 2, 4096);
    if (width % 16 != 0) {
      throw new IllegalArgumentException(
          "Invalid width: expected a multiple of 16, found " + width);
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "Invalid heads: expected a divisor of the width %d, found %d".formatted(width, heads));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "Invalid dropout: expected a number in [0, 1), found " + dropout);
    }
  }

  /** Width of one head. */
  public int headWidth() {
    return width / heads;
  }

  /** Width of the feed-forward layer: four times the residual stream. */
  public int feedForwardWidth() {
    return 4 * width;
  }

  private static void check(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Invalid %s: expected a number in [%d, %d], found %d".formatted(key, least, most, value));
    }
  }
}
