package org.shaketable.training.network;

import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.random.RandomStream;

/**
 * Weights and biases uniform in {@code +-1 / sqrt(fan-in)}, as PyTorch's {@code nn.Linear} draws
 * them: about 0.4 times as large as orthogonal weights with gain {@code sqrt(2)}.
 */
final class UniformFanIn {
  private UniformFanIn() {}

  /** Draws all layers, weights before biases; {@code layout} alternates the two. */
  static void draw(ParameterLayout layout, float[] parameters, int offset, RandomStream random) {
    List<Tensor> tensors = layout.tensors();
    for (int i = 0; i < tensors.size(); i += 2) {
      Tensor weights = tensors.get(i);
      double bound = 1 / Math.sqrt(weights.rows());
      for (int j = weights.offset(); j < tensors.get(i + 1).end(); j++) {
        parameters[offset + j] = (float) random.nextDouble(-bound, bound);
      }
    }
  }
}
