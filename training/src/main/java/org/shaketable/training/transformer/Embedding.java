package org.shaketable.training.transformer;

import java.util.Arrays;
import org.shaketable.layout.Tensor;

/** Token embedding plus learned position embedding. */
final class Embedding {
  private final Tensor token;
  private final Tensor position;
  private final int width;

  Embedding(Tensor token, Tensor position) {
    this.token = token;
    this.position = position;
    this.width = token.columns();
  }

  void forward(float[] parameters, int[] tokens, int sequences, int length, float[] x) {
    for (int row = 0; row < sequences * length; row++) {
      forward(parameters, tokens[row], row % length, x, row);
    }
  }

  /** One token of each sequence, all at the same position. */
  void forwardAt(float[] parameters, int[] tokens, int sequences, int place, float[] x) {
    for (int row = 0; row < sequences; row++) {
      forward(parameters, tokens[row], place, x, row);
    }
  }

  private void forward(float[] parameters, int tokenHere, int place, float[] x, int row) {
    int t = token.offset() + tokenHere * width;
    int p = position.offset() + place * width;
    for (int j = 0; j < width; j++) {
      x[row * width + j] = parameters[t + j] + parameters[p + j];
    }
  }

  /** Writes the gradients of both tables, rows added in order. */
  void backward(int[] tokens, int sequences, int length, float[] dx, float[] gradient) {
    Arrays.fill(gradient, token.offset(), token.end(), 0f);
    Arrays.fill(gradient, position.offset(), position.end(), 0f);
    for (int row = 0; row < sequences * length; row++) {
      add(dx, row * width, gradient, token.offset() + tokens[row] * width);
      add(dx, row * width, gradient, position.offset() + row % length * width);
    }
  }

  private void add(float[] from, int offset, float[] to, int toOffset) {
    for (int j = 0; j < width; j++) {
      to[toOffset + j] += from[offset + j];
    }
  }
}
