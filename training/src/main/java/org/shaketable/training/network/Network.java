package org.shaketable.training.network;

import org.shaketable.layout.ParameterLayout;
import org.shaketable.random.RandomStream;
import org.shaketable.training.arithmetic.Lanes;

/**
 * Network whose parameters live in the caller's flat vector.
 *
 * <p>Weights of a layer are one tensor {@code [inputs x outputs]}, row-major, named {@code W1, W2,
 * ...}; then its bias, one row, named {@code b1, b2, ...}. {@code parameters} and {@code gradient}
 * are arrays in which this network's vector starts at {@code offset}; two networks can share one
 * array.
 *
 * <p>An instance holds scratch memory for one forward and backward pass and is not thread-safe: one
 * per run. Outputs depend on the arguments alone, bit for bit.
 */
public interface Network {
  /** Rows of outputs are padded to a multiple of this many values, whatever the engine. */
  int BLOCK = Lanes.BLOCK;

  /** Names and places of the parameters, from 0. */
  ParameterLayout layout();

  /** Width of an input row. */
  int inputs();

  /** Width of an output row. */
  int outputs();

  /**
   * Distance between the starts of two rows of {@link #forward}'s result: {@link #outputs()}
   * rounded up to a multiple of {@link #BLOCK}.
   */
  int outputStride();

  /** Number of hidden layers. */
  int hiddenLayers();

  /** Width of hidden layer {@code layer}, from 0. */
  int hiddenWidth(int layer);

  /** Distance between the starts of two rows of {@link #hidden}. */
  int hiddenStride(int layer);

  /**
   * Draws orthogonal weights (Saxe et al., arXiv 1312.6120) with gain {@code hiddenGain}, in the
   * output layer {@code outputGain}; biases are 0.
   */
  default void initialise(
      float[] parameters, int offset, double hiddenGain, double outputGain, RandomStream random) {
    Orthogonal.draw(layout(), parameters, offset, hiddenGain, outputGain, random);
  }

  /**
   * Draws weights and biases uniform in {@code +-1 / sqrt(fan-in)}, PyTorch's default, which its
   * users' published hyperparameters were found with.
   */
  default void initialiseUniform(float[] parameters, int offset, RandomStream random) {
    UniformFanIn.draw(layout(), parameters, offset, random);
  }

  /**
   * Output of {@code rows} input rows; the array belongs to the network and holds until the next
   * call. Row {@code i} starts at {@code i * outputStride()}; what lies behind its first {@code
   * outputs()} values is padding.
   *
   * @param inputs row-major, row {@code i} at {@code inputOffset + i * inputStride}
   */
  float[] forward(
      float[] parameters, int offset, float[] inputs, int inputOffset, int inputStride, int rows);

  /**
   * Whether a row's activations and outputs have the same bits whatever other rows are passed with
   * it.
   */
  boolean rowsApart();

  /**
   * Outputs of several parts of equally many rows, which lie one behind another, with the bits that
   * a {@link #forward} of each part gives. Gradients of the parts follow by {@link #backwardParts}
   * and {@link #partGradient}.
   */
  float[] forwardParts(
      float[] parameters,
      int offset,
      float[] inputs,
      int inputOffset,
      int inputStride,
      int parts,
      int rowsPerPart);

  /** Activations of a hidden layer in the last {@link #forward}, after the non-linearity. */
  float[] hidden(int layer);

  /**
   * Gradient of a loss for the rows of the last {@link #forward}, written (not added) to {@code
   * gradient[offset ..)}.
   *
   * @param parameters the same as in that forward pass, whose inputs must still be in place
   * @param outputGradient gradient of the loss with respect to each output, laid out as {@code
   *     forward}'s result; its padding need not be clean; may be overwritten
   */
  void backward(
      float[] parameters,
      int parameterOffset,
      float[] outputGradient,
      float[] gradient,
      int gradientOffset);

  /**
   * What the gradients of the parts of the last {@link #forwardParts} have in common.
   *
   * @param parameters the same as in that forward pass, whose inputs must still be in place
   * @param outputGradient gradient of each part's loss with respect to its outputs, laid out as
   *     {@code forwardParts}'s result; must stay until the gradients have been taken; may be
   *     overwritten
   */
  void backwardParts(float[] parameters, int parameterOffset, float[] outputGradient);

  /**
   * Gradient of the loss of one part of the last {@link #backwardParts}, with the bits that a
   * {@link #backward} of the part alone gives; written (not added) to {@code gradient[offset ..)}.
   */
  void partGradient(int part, float[] gradient, int gradientOffset);
}
