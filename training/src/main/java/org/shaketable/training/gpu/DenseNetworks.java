package org.shaketable.training.gpu;

import java.util.Optional;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.training.network.Activation;

/**
 * Networks of dense layers.
 *
 * @param layout weights and bias of each layer, network behind network
 * @param networks how many, of equally many layers and with the same inputs
 */
public record DenseNetworks(
    ParameterLayout layout, int networks, Activation activationOfUnits, int batch, int rowNumbers)
    implements Network {
  /** Layers that the kernels have room for, those of outputs among them. */
  static final int MOST_LAYERS = 18;

  @Override
  public Optional<String> refusal() {
    return layers() > MOST_LAYERS
        ? Optional.of("the kernels have %d layers, not %d".formatted(MOST_LAYERS, layers()))
        : Optional.empty();
  }

  private int layers() {
    return layout.tensors().size() / 2;
  }

  /** Layers of one network. */
  public int layersOfNetwork() {
    return layers() / networks;
  }

  private Tensor weights(int layer) {
    return layout.tensors().get(2 * layer);
  }

  @Override
  public int activation() {
    return activationOfUnits == Activation.TANH ? 0 : 1;
  }

  /** An odd distance of two rows, so that a column's values lie in different banks. */
  private static int stride(int width) {
    return width | 1;
  }

  @Override
  public int inputStride() {
    return stride(weights(0).rows());
  }

  /** Place of a layer's results; the networks are computed in turn, each in the same place. */
  private long resultAt(int layer) {
    long at = (long) batch * inputStride();
    for (int i = layer - layer % layersOfNetwork(); i < layer; i++) {
      at += resultFloats(i);
    }
    return at;
  }

  private long resultFloats(int layer) {
    return (long) batch * stride(weights(layer).columns());
  }

  @Override
  public long floats() {
    long floats = 0;
    for (int layer = 0; layer < layers(); layer++) {
      floats = Math.max(floats, resultAt(layer) + resultFloats(layer));
    }
    return floats;
  }

  @Override
  public void layers(Bytes to, long at) {
    for (int i = 0; i < MOST_LAYERS; i++) {
      int layer = Math.min(i, layers() - 1);
      Tensor weights = weights(layer);
      Tensor bias = layout.tensors().get(2 * layer + 1);
      to.add(weights.rows()).add(weights.columns()).add(weights.offset()).add(bias.offset());
      to.add((int) (at + resultAt(layer))).add(stride(weights.columns()));
    }
  }
}
