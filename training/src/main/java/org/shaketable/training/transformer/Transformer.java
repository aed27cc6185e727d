package org.shaketable.training.transformer;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.random.RandomStream;
import org.shaketable.refusal.Refusal;

/**
 * Decoder-only transformer whose parameters live in the caller's flat vector:
 *
 * <pre>
 * x = tok_emb[token] + pos_emb[position]
 * for each layer:  x += attention(ln1(x));  x += proj(gelu(fc(ln2(x))))
 * logits = head(ln_f(x))
 * </pre>
 *
 * <p>An instance holds scratch memory for one forward and backward pass and is not thread-safe: one
 * per run. Outputs depend on the arguments alone, bit for bit.
 */
public final class Transformer {
  private final TransformerSpec spec;
  private final int vocabulary;
  private final int maxSequences;
  private final ParameterLayout layout;
  private final Embedding embedding;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Dropout> dropouts = new ArrayList<>();
  private final LayerNorm norm;
  private final OutputHead head;
  private final float[] stream;
  private final float[] streamGradient;
  private final float[] branch;
  private final float[] logits;
  private int[] tokens = new int[0];
  private int sequences;
  private int length;
  private boolean kept;

  /**
   * A transformer for batches of at most {@code maxSequences} sequences.
   *
   * @param vocabulary number of tokens, at least 2
   */
  public Transformer(TransformerSpec spec, int vocabulary, int maxSequences) {
    this.spec = spec;
    this.vocabulary = vocabulary;
    this.maxSequences = maxSequences;
    this.layout = TransformerLayout.of(spec, vocabulary);
    int rows = maxSequences * spec.context();
    this.stream = new float[rows * spec.width()];
    this.streamGradient = new float[rows * spec.width()];
    this.branch = new float[rows * spec.width()];
    float[] spare = new float[spec.dropout() == 0 ? 0 : rows * spec.width()];
    this.embedding = new Embedding(find("tok_emb"), find("pos_emb"));
    dropouts.add(new Dropout(spec, stream.length));
    for (int i = 0; i < spec.layers(); i++) {
      Block block = new Block(layout, "layer" + i + ".", spec, maxSequences, branch, spare);
      blocks.add(block);
      dropouts.add(block.attentionDropout);
      dropouts.add(block.feedForwardDropout);
    }
    this.norm = new LayerNorm(find("ln_f.weight"), find("ln_f.bias"), rows);
    this.head = OutputHead.of(layout, spec);
    this.logits = new float[rows * logitStride()];
  }

  private Tensor find(String name) {
    return TransformerLayout.find(layout, name);
  }

  /** Names and places of the parameters of a transformer that knows so many tokens. */
  public static ParameterLayout layout(TransformerSpec spec, int vocabulary) {
    return TransformerLayout.of(spec, vocabulary);
  }

  /** Names and places of the parameters, from 0. */
  public ParameterLayout layout() {
    return layout;
  }

  /** What this transformer was made from. */
  public TransformerSpec spec() {
    return spec;
  }

  /** Number of tokens. */
  public int vocabulary() {
    return vocabulary;
  }

  /** Most sequences in a batch. */
  public int maxSequences() {
    return maxSequences;
  }

  /** Distance between two rows of logits: the vocabulary, padded. */
  public int logitStride() {
    return Axis.pad(vocabulary);
  }

  /**
   * Draws weights and embeddings from a normal distribution of standard deviation 0.02, those that
   * write into the residual stream divided by {@code sqrt(2 layers)} (GPT-2); scales of norms are
   * 1, biases 0.
   */
  public void initialise(float[] parameters, RandomStream random) {
    double residual = 0.02 / Math.sqrt(2.0 * spec.layers());
    for (Tensor tensor : layout.tensors()) {
      String name = tensor.name();
      boolean scale = name.contains("ln") || name.contains("_norm");
      boolean writes = name.endsWith("attn.o.weight") || name.endsWith("mlp.proj.weight");
      for (int i = tensor.offset(); i < tensor.end(); i++) {
        if (name.endsWith(".bias")) {
          parameters[i] = 0;
        } else if (scale) {
          parameters[i] = 1;
        } else {
          parameters[i] = (float) ((writes ? residual : 0.02) * random.nextGaussian());
        }
      }
    }
  }

  /**
   * Logits without dropout; the array belongs to the transformer and holds until the next call. Row
   * {@code s * length + t} belongs to position {@code t} of sequence {@code s} and starts at {@code
   * (s * length + t) * logitStride()}; what lies behind its first {@code vocabulary()} values is
   * padding.
   *
   * @param tokens {@code sequences x length}, each in {@code [0, vocabulary)}; not changed, and not
   *     to be changed before {@link #backward}
   * @param length the length of the sequences, at most the context
   */
  public float[] forward(float[] parameters, int[] tokens, int sequences, int length) {
    dropouts.forEach(Dropout::rest);
    return run(parameters, tokens, sequences, length);
  }

  /** Logits with dropout, whose masks are a function of {@code key} alone. */
  public float[] forward(float[] parameters, int[] tokens, int sequences, int length, long key) {
    Dropout.drawAll(dropouts, key, sequences * length * spec.width());
    return run(parameters, tokens, sequences, length);
  }

  private float[] run(float[] parameters, int[] batch, int batchSequences, int batchLength) {
    if (batchLength > spec.context() || batchSequences > maxSequences) {
      throw new Refusal(
          "batch",
          "expected at most %d sequences of %d tokens, found %d of %d"
              .formatted(maxSequences, spec.context(), batchSequences, batchLength));
    }
    this.tokens = batch;
    this.sequences = batchSequences;
    this.length = batchLength;
    this.kept = false;
    int rows = sequences * length;
    embedding.forward(parameters, tokens, sequences, length, stream);
    dropouts.get(0).apply(stream, rows * spec.width());
    for (Block block : blocks) {
      block.load(parameters);
      block.forward(parameters, stream, sequences, length);
    }
    head.load(parameters);
    return logits(parameters, rows);
  }

  private float[] logits(float[] parameters, int rows) {
    norm.forward(parameters, stream, rows);
    head.forward(norm.output, rows, logits);
    return logits;
  }

  /**
   * Logits without dropout behind one more token of each sequence of the last {@link #forward} and
   * of the tokens read since: one row for each sequence, in the same array. The bits are those of a
   * forward pass over the whole, for a small part of its work. There is no way back from here:
   * {@link #backward} wants a forward pass first.
   *
   * @param parameters the same as in that forward pass
   * @param next a token for each sequence
   * @throws Refusal where the context is full
   */
  public float[] extend(float[] parameters, int[] next) {
    if (length == spec.context()) {
      throw new Refusal(
          "batch", "expected less than %d tokens before the next one".formatted(spec.context()));
    }
    if (!kept) {
      dropouts.forEach(Dropout::rest);
      blocks.forEach(block -> block.attention.keep(sequences, length));
      kept = true;
    }
    embedding.forwardAt(parameters, next, sequences, length, stream);
    for (Block block : blocks) {
      block.extend(parameters, stream, sequences, length);
    }
    length++;
    return logits(parameters, sequences);
  }

  /**
   * Gradient of a loss for the batch of the last forward pass, written (not added) to {@code
   * gradient[0 .. layout().size())}.
   *
   * @param parameters the same as in that forward pass
   * @param logitGradient gradient of the loss with respect to each logit, laid out as they are; its
   *     padding finite
   */
  public void backward(float[] parameters, float[] logitGradient, float[] gradient) {
    int rows = sequences * length;
    head.backward(parameters, norm.output, logitGradient, rows, branch);
    RowKernels.clear(streamGradient, rows * spec.width());
    norm.backward(parameters, branch, rows, streamGradient, gradient);
    for (int i = blocks.size() - 1; i >= 0; i--) {
      blocks.get(i).backward(parameters, streamGradient, sequences, length, gradient);
    }
    dropouts.get(0).apply(streamGradient, rows * spec.width());
    embedding.backward(tokens, sequences, length, streamGradient, gradient);
    head.store(gradient);
  }

  /** The features that the head reads: rows of {@code spec().width()} values, side by side. */
  public float[] features() {
    return norm.output;
  }

  /** Activations of a layer's feed-forward units: rows of {@code spec().feedForwardWidth()}. */
  public float[] activations(int layer) {
    return blocks.get(layer).feedForward.activation;
  }

  /** Largest attention score (after scaling, before the softmax) of the last forward pass. */
  public float largestAttentionLogit() {
    float largest = Float.NEGATIVE_INFINITY;
    for (Block block : blocks) {
      largest = Math.max(largest, block.attention.largestScore());
    }
    return largest;
  }
}
