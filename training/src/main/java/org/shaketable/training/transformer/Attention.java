package org.shaketable.training.transformer;

import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/**
 * Causal multi-head attention: {@code softmax(q k^T / sqrt(head width)) v} over the positions up to
 * each one's own, heads side by side, then a linear map.
 */
final class Attention {
  private final Axis heads;
  private final Linear projection;
  private final Linear output;
  private final QueryKeyNorm norm;
  private final float[] projected;
  private final float[] projectedGradient;
  private final float[] mixed;
  private final float[] mixedGradient;
  private final float[] weights;
  private final AttentionHead head;
  private final int most;
  private final int context;
  private KeptHeads kept;
  private float largestScore;

  Attention(ParameterLayout layout, String prefix, TransformerSpec spec, int sequences) {
    int rows = sequences * spec.context();
    this.heads = new Axis(spec.heads(), spec.headWidth());
    Axis width = Axis.of(spec.width());
    int columns = heads.padded();
    this.projection =
        new Linear(
            width,
            List.of(
                part(layout, prefix + "attn.q", heads, 0),
                part(layout, prefix + "attn.k", heads, columns),
                part(layout, prefix + "attn.v", heads, 2 * columns)));
    this.output = new Linear(heads, List.of(part(layout, prefix + "attn.o", width, 0)));
    this.norm =
        spec.queryKeyNorm() == TransformerSpec.QueryKeyNorm.NONE
            ? null
            : new QueryKeyNorm(
                find(layout, prefix + "attn.q_norm.weight"),
                find(layout, prefix + "attn.k_norm.weight"),
                heads,
                rows);
    this.projected = new float[rows * 3 * columns];
    this.projectedGradient = new float[rows * 3 * columns];
    this.mixed = new float[rows * columns];
    this.mixedGradient = new float[rows * columns];
    this.weights = new float[sequences * spec.heads() * spec.context() * Axis.pad(spec.context())];
    this.head = new AttentionHead(heads, spec.context());
    this.most = sequences * spec.heads();
    this.context = spec.context();
  }

  private static Linear.Part part(ParameterLayout layout, String name, Axis outputs, int column) {
    return new Linear.Part(
        find(layout, name + ".weight"), find(layout, name + ".bias"), outputs, column);
  }

  private static Tensor find(ParameterLayout layout, String name) {
    return TransformerLayout.find(layout, name);
  }

  void load(float[] parameters) {
    projection.load(parameters);
    output.load(parameters);
  }

  /** The largest scaled score of the last forward pass. */
  float largestScore() {
    return largestScore;
  }

  void forward(float[] parameters, float[] x, int sequences, int length, float[] y) {
    int rows = sequences * length;
    project(parameters, x, rows);
    largestScore = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < sequences * heads.blocks(); i++) {
      largestScore =
          Math.max(
              largestScore,
              head.forward(projected, row(i, length), column(i), length, weights, i, mixed));
    }
    write(rows, y);
  }

  /** Keeps the keys and values of the last forward pass, for {@link #extend}. */
  void keep(int sequences, int length) {
    if (kept == null) {
      kept = new KeptHeads(heads, most, context);
    }
    for (int i = 0; i < sequences * heads.blocks(); i++) {
      for (int position = 0; position < length; position++) {
        kept.keep(projected, row(i, length) + position, column(i), i, position);
      }
    }
  }

  /** One more position of each sequence, a row each; what lies before it is kept. */
  void extend(float[] parameters, float[] x, int sequences, int position, float[] y) {
    project(parameters, x, sequences);
    for (int i = 0; i < sequences * heads.blocks(); i++) {
      kept.keep(projected, row(i, 1), column(i), i, position);
      head.extend(projected, row(i, 1), column(i), position, kept, i, mixed);
    }
    write(sequences, y);
  }

  private void project(float[] parameters, float[] x, int rows) {
    projection.forward(x, rows, projected);
    RowKernels.addBias(projected, rows, projection.outputStride(), projection.bias);
    if (norm != null) {
      norm.forward(parameters, projected, rows);
    }
  }

  private void write(int rows, float[] y) {
    output.forward(mixed, rows, y);
    RowKernels.addBias(y, rows, output.outputStride(), output.bias);
  }

  void backward(
      float[] parameters,
      float[] x,
      float[] dy,
      int sequences,
      int length,
      float[] dx,
      float[] gradient) {
    int rows = sequences * length;
    output.backward(mixed, dy, rows, mixedGradient);
    for (int i = 0; i < sequences * heads.blocks(); i++) {
      head.backward(
          projected,
          row(i, length),
          column(i),
          length,
          weights,
          i,
          mixedGradient,
          projectedGradient);
    }
    if (norm != null) {
      norm.backward(parameters, projectedGradient, rows, gradient);
    }
    projection.backward(x, projectedGradient, rows, dx);
  }

  void store(float[] gradient) {
    projection.store(gradient);
    output.store(gradient);
  }

  private int row(int index, int length) {
    return index / heads.blocks() * length;
  }

  private int column(int index) {
    return index % heads.blocks() * heads.paddedSize();
  }
}
