package org.shaketable.training.transformer;

import org.shaketable.refusal.Refusal;
import org.shaketable.training.workload.Bounds;

/**
 * Decoder-only transformer.
 *
 * @param layers blocks of attention and feed-forward; 2 if not given
 * @param width width of the residual stream, a multiple of 16; 64 if not given
 * @param heads attention heads; divides {@code width}; 4 if not given
 * @param context longest sequence, in tokens; 64 if not given
 * @param head whether the output matrix is the token embedding's transpose; untied if not given
 * @param queryKeyNorm whether queries and keys are normalised before their product; not if not
 *     given
 * @param dropout probability in [0, 1) with which a value of the embedded input or of a block's
 *     output is dropped in training; 0 if not given
 */
public record TransformerSpec(
    Integer layers,
    Integer width,
    Integer heads,
    Integer context,
    Head head,
    QueryKeyNorm queryKeyNorm,
    Double dropout) {

  static final int DROPOUT_LEVELS = 65_536;

  /** Where the output matrix comes from. */
  public enum Head {
    /** A matrix of its own, without bias. */
    UNTIED,
    /** The token embedding, transposed (Press and Wolf, arXiv 1608.05859). */
    TIED
  }

  /** What happens to queries and keys before their product. */
  public enum QueryKeyNorm {
    /** Nothing. */
    NONE,
    /**
     * LayerNorm over each head's width with a learned scale (Dehghani et al., arXiv 2302.05442).
     */
    LAYER_NORM
  }

  public TransformerSpec {
    layers = Bounds.whole("layers", layers == null ? 2 : layers, 1, 64);
    width = Bounds.whole("width", width == null ? 64 : width, 16, 4096);
    heads = Bounds.whole("heads", heads == null ? 4 : heads, 1, 64);
    context = Bounds.whole("context", context == null ? 64 : context, 2, 4096);
    head = head == null ? Head.UNTIED : head;
    queryKeyNorm = queryKeyNorm == null ? QueryKeyNorm.NONE : queryKeyNorm;
    dropout = Bounds.number("dropout", dropout == null ? 0 : dropout, 0, 0.99);
    if (width % 16 != 0) {
      throw new Refusal("width", "expected a multiple of 16, found " + width);
    }
    if (width % heads != 0) {
      throw new Refusal(
          "heads", "expected a divisor of the width %d, found %d".formatted(width, heads));
    }
    Bounds.product(
        "layers",
        "12 * layers * width * width + context * width",
        (12L * layers * width + context) * width,
        Bounds.LARGEST_ARRAY);
  }

  /** Fails with a plain message where a batch of so many sequences needs too large an array. */
  public void checkBatch(int batchSize) {
    long rows = (long) batchSize * context;
    Bounds.product(
        "batch-size", "4 * batch-size * context * width", 4 * rows * width, Bounds.LARGEST_ARRAY);
    Bounds.product(
        "batch-size",
        "batch-size * heads * context * context",
        rows * heads * Axis.pad(context),
        Bounds.LARGEST_ARRAY);
  }

  /** Untied, without norms of queries and keys and without dropout. */
  public static TransformerSpec of(int layers, int width, int heads, int context) {
    return new TransformerSpec(layers, width, heads, context, null, null, null);
  }

  /** How many of {@value #DROPOUT_LEVELS} values are dropped on average. */
  public int dropped() {
    return (int) Math.round(dropout * DROPOUT_LEVELS);
  }

  /** What a value that is not dropped is multiplied by. */
  public float keptScale() {
    return (float) (1 / (1 - (double) dropped() / DROPOUT_LEVELS));
  }

  /** Width of one head. */
  public int headWidth() {
    return width / heads;
  }

  /** Width of the feed-forward layer: four times the residual stream. */
  public int feedForwardWidth() {
    return 4 * width;
  }
}
