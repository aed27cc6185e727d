package org.shaketable.training.transformer;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/** One layer: {@code x += attention(norm(x)); x += feedForward(norm(x))}. */
final class Block {
  private final int width;
  private final LayerNorm attentionNorm;
  private final LayerNorm feedForwardNorm;
  private final float[] branch;
  private final float[] spare;
  final Attention attention;
  final FeedForward feedForward;
  final Dropout attentionDropout;
  final Dropout feedForwardDropout;

  /**
   * @param branch scratch of one row's width for each row, shared by all layers
   * @param spare further scratch of the same size, shared by all layers
   */
  Block(
      ParameterLayout layout,
      String prefix,
      TransformerSpec spec,
      int sequences,
      float[] branch,
      float[] spare) {
    int rows = sequences * spec.context();
    this.width = spec.width();
    this.branch = branch;
    this.spare = spare;
    this.attentionNorm =
        new LayerNorm(find(layout, prefix + "ln1.weight"), find(layout, prefix + "ln1.bias"), rows);
    this.feedForwardNorm =
        new LayerNorm(find(layout, prefix + "ln2.weight"), find(layout, prefix + "ln2.bias"), rows);
    this.attention = new Attention(layout, prefix, spec, sequences);
    this.feedForward =
        new FeedForward(
            find(layout, prefix + "mlp.fc.weight"),
            find(layout, prefix + "mlp.fc.bias"),
            find(layout, prefix + "mlp.proj.weight"),
            find(layout, prefix + "mlp.proj.bias"),
            rows);
    this.attentionDropout = new Dropout(spec, rows * width);
    this.feedForwardDropout = new Dropout(spec, rows * width);
  }

  private static Tensor find(ParameterLayout layout, String name) {
    return TransformerLayout.find(layout, name);
  }

  void load(float[] parameters) {
    attention.load(parameters);
    feedForward.load(parameters);
  }

  void forward(float[] parameters, float[] x, int sequences, int length) {
    float[] normed = attentionNorm.output;
    pass(
        parameters,
        x,
        sequences * length,
        () -> attention.forward(parameters, normed, sequences, length, branch));
  }

  /** One more position of each sequence, a row each. */
  void extend(float[] parameters, float[] x, int sequences, int position) {
    float[] normed = attentionNorm.output;
    pass(
        parameters,
        x,
        sequences,
        () -> attention.extend(parameters, normed, sequences, position, branch));
  }

  private void pass(float[] parameters, float[] x, int rows, Runnable attend) {
    int count = rows * width;
    attentionNorm.forward(parameters, x, rows);
    attend.run();
    attentionDropout.apply(branch, count);
    RowKernels.add(x, branch, count);
    feedForwardNorm.forward(parameters, x, rows);
    feedForward.forward(feedForwardNorm.output, rows, branch);
    feedForwardDropout.apply(branch, count);
    RowKernels.add(x, branch, count);
  }

  /** Turns the gradient of the layer's output into that of its input, in place. */
  void backward(float[] parameters, float[] dx, int sequences, int length, float[] gradient) {
    int rows = sequences * length;
    int count = rows * width;
    float[] dy = feedForwardDropout.gradient(dx, count, spare);
    feedForward.backward(feedForwardNorm.output, dy, rows, branch);
    feedForwardNorm.backward(parameters, branch, rows, dx, gradient);
    dy = attentionDropout.gradient(dx, count, spare);
    attention.backward(parameters, attentionNorm.output, dy, sequences, length, branch, gradient);
    attentionNorm.backward(parameters, branch, rows, dx, gradient);
    attention.store(gradient);
    feedForward.store(gradient);
  }
}
