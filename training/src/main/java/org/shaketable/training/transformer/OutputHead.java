package org.shaketable.training.transformer;

import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/** The map from the last features to the logits, without bias. */
interface OutputHead {

  /** Reads the matrix from the flat vector. */
  void load(float[] parameters);

  /** Logits; rows are the vocabulary's size apart, padded to a multiple of 16. */
  void forward(float[] x, int rows, float[] logits);

  /** Gradient of {@code x}; that of the matrix is kept until {@link #store}. */
  void backward(float[] parameters, float[] x, float[] dy, int rows, float[] dx);

  /** Writes the matrix's gradient, or adds it to the token embedding's. */
  void store(float[] gradient);

  /** The head that the layout has. */
  static OutputHead of(ParameterLayout layout, TransformerSpec spec) {
    return switch (spec.head()) {
      case TIED -> new TiedHead(TransformerLayout.find(layout, "tok_emb"));
      case UNTIED -> untied(TransformerLayout.find(layout, "head.weight"));
    };
  }

  private static OutputHead untied(Tensor weight) {
    Axis vocabulary = Axis.of(weight.columns());
    Linear linear =
        new Linear(Axis.of(weight.rows()), List.of(new Linear.Part(weight, null, vocabulary, 0)));
    return new OutputHead() {
      @Override
      public void load(float[] parameters) {
        linear.load(parameters);
      }

      @Override
      public void forward(float[] x, int rows, float[] logits) {
        linear.forward(x, rows, logits);
      }

      @Override
      public void backward(float[] parameters, float[] x, float[] dy, int rows, float[] dx) {
        linear.backward(x, dy, rows, dx);
      }

      @Override
      public void store(float[] gradient) {
        linear.store(gradient);
      }
    };
  }
}
