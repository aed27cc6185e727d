package org.shaketable.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.layout.Tensor;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.reference.Json;

/** Against PyTorch in double precision; the tolerance is float32's, 1e-4 relative. */
class TorchTransformerTest {
  private static final double TOLERANCE = 1e-4;

  private final TorchTransformer torch = TorchTransformer.load();
  private final Transformer transformer =
      new Transformer(TorchTransformer.SPEC, TorchTransformer.VOCABULARY, 4);
  private final TokenLoss crossEntropy = new TokenLoss(transformer, 0);
  private final int size = transformer.layout().size();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void logits_and_loss_match(int index) {
    TorchTransformer.Batch batch = torch.batch(index);
    int rows = batch.sequences() * batch.length();
    float[] weights = torch.weights(transformer.layout());
    float[] logits =
        transformer.forward(weights, batch.tokens(), batch.sequences(), batch.length());
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < TorchTransformer.VOCABULARY; j++) {
        double expected = batch.logits()[row * TorchTransformer.VOCABULARY + j];
        assertThat((double) logits[row * transformer.logitStride() + j])
            .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
      }
    }
    assertThat(crossEntropy.loss(logits, batch.targets(), rows))
        .isCloseTo(batch.loss(), within(1e-6));
  }

  @Test
  void gradient_of_every_tensor_matches() {
    float[] weights = torch.weights(transformer.layout());
    float[] expected = torch.gradient(transformer.layout());
    float[] gradient = gradient(weights, torch.batch(0));
    for (Tensor tensor : transformer.layout().tensors()) {
      double scale = largest(expected, tensor);
      for (int i = tensor.offset(); i < tensor.end(); i++) {
        assertThat(gradient[i])
            .as("%s[%d]", tensor.name(), i - tensor.offset())
            .isCloseTo(expected[i], within((float) (TOLERANCE * Math.max(scale, 1e-3))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void gradient_norms_match(int index) {
    TorchTransformer.Batch batch = torch.batch(index);
    float[] gradient = gradient(torch.weights(transformer.layout()), batch);
    double squares = 0;
    for (Tensor tensor : transformer.layout().tensors()) {
      double norm = norm(gradient, tensor.offset(), tensor.end());
      squares += norm * norm;
      assertThat(norm)
          .as(tensor.name())
          .isCloseTo(batch.tensorNorms().at(tensor.name()).number(), within(TOLERANCE));
    }
    assertThat(Math.sqrt(squares))
        .isCloseTo(batch.gradientNorm(), within(TOLERANCE * batch.gradientNorm()));
  }

  @Test
  void losses_of_nine_adam_steps_match() {
    Json.Value reference = torch.json().at("training_steps").at("adam");
    double[] losses = reference.at("loss_before_step").numbers();
    double[] order = reference.at("batch_order").numbers();
    float[] weights = torch.weights(transformer.layout());
    OptimizerState adam = Adam.of(1e-2, 1e-8).begin(size);
    for (int step = 0; step < order.length; step++) {
      TorchTransformer.Batch batch = torch.batch((int) order[step]);
      int rows = batch.sequences() * batch.length();
      float[] logits =
          transformer.forward(weights, batch.tokens(), batch.sequences(), batch.length());
      assertThat(crossEntropy.loss(logits, batch.targets(), rows))
          .as("step %d", step)
          .isCloseTo(losses[step], within(TOLERANCE * losses[step]));
      adam.update(weights, gradient(weights, batch), 1e-2);
    }
    assertThat(norm(weights, 0, size))
        .isCloseTo(reference.at("parameter_l2_norm_after").number(), within(1e-3));
  }

  private float[] gradient(float[] weights, TorchTransformer.Batch batch) {
    int rows = batch.sequences() * batch.length();
    float[] logits =
        transformer.forward(weights, batch.tokens(), batch.sequences(), batch.length());
    crossEntropy.loss(logits, batch.targets(), rows);
    float[] gradient = new float[size];
    transformer.backward(weights, crossEntropy.gradient(), gradient);
    return gradient;
  }

  private static double largest(float[] values, Tensor tensor) {
    double largest = 0;
    for (int i = tensor.offset(); i < tensor.end(); i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }

  private static double norm(float[] values, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }
}
