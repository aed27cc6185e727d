package org.shaketable.training.dl4j;

import java.lang.ref.Cleaner;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.refusal.Refusal;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;

/**
 * Fully connected network computed by DL4J's dense layers.
 *
 * <p>Parameters are copied in at each call and activations and gradients copied out. Between calls
 * nothing stays in the workspace: a backward pass is given the activations of the forward pass
 * again.
 */
public final class Dl4jMlp implements Network {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final String WORKSPACE = "SHAKETABLE_DL4J_ENGINE";
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policySpill(SpillPolicy.REALLOCATE)
          .build();
  private static final LayerWorkspaceMgr MANAGER =
      LayerWorkspaceMgr.builder().defaultWorkspace(WORKSPACE, CONFIGURATION).build();

  private final ParameterLayout layout;
  private final NetworkSpec spec;
  private final int inputs;
  private final int outputs;
  private final int maxRows;
  private final MultiLayerNetwork network;
  private final float[] flat;
  private final float[][] activations;
  private final float[] padded;
  private int rows;
  private int allRows;

  /** A network for at most {@code maxRows} rows in a call. */
  public Dl4jMlp(NetworkSpec spec, int inputs, int outputs, int maxRows) {
    CudaBackend.enter();
    this.layout = spec.layout(inputs, outputs);
    this.spec = spec;
    this.inputs = inputs;
    this.outputs = outputs;
    this.maxRows = maxRows;
    this.network = DenseModel.of(spec, inputs, outputs);
    this.flat = new float[layout.size()];
    this.activations = new float[spec.hidden().size() + 2][];
    for (int i = 0; i < activations.length; i++) {
      activations[i] = new float[maxRows * width(i)];
    }
    this.padded = new float[maxRows * outputStride()];
    MultiLayerNetwork owned = network;
    CLEANER.register(this, () -> free(owned));
  }

  /**
   * Frees memory. The network's own {@code close} has all garbage collected twice, too, which stops
   * every training of the process for some 0.3 s.
   */
  static void free(MultiLayerNetwork network) {
    // What it gives as parameters is a view, and views cannot be closed.
    network.params().data().underlyingDataBuffer().close();
    network.getFlattenedGradients().close();
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int outputStride() {
    return (outputs + BLOCK - 1) / BLOCK * BLOCK;
  }

  @Override
  public int hiddenLayers() {
    return spec.hidden().size();
  }

  @Override
  public int hiddenWidth(int layer) {
    return spec.hidden().get(layer);
  }

  @Override
  public int hiddenStride(int layer) {
    return hiddenWidth(layer);
  }

  @Override
  public float[] hidden(int layer) {
    return activations[layer + 1];
  }

  /** OpenBLAS computes a row otherwise where it comes with others. */
  @Override
  public boolean rowsApart() {
    return false;
  }

  @Override
  public float[] forward(
      float[] parameters, int offset, float[] inputs, int inputOffset, int inputStride, int rows) {
    return forwardParts(parameters, offset, inputs, inputOffset, inputStride, 1, rows);
  }

  @Override
  public float[] forwardParts(
      float[] parameters,
      int offset,
      float[] inputs,
      int inputOffset,
      int inputStride,
      int parts,
      int rowsPerPart) {
    rows = rowsPerPart;
    allRows = parts * rowsPerPart;
    if (allRows > maxRows) {
      throw new Refusal("rows", "expected at most %d, found %d".formatted(maxRows, allRows));
    }
    copyRows(inputs, inputOffset, inputStride, activations[0], this.inputs, this.inputs);
    setParameters(parameters, offset);
    for (int part = 0; part < parts; part++) {
      forwardPart(part);
    }
    copyRows(activations[activations.length - 1], 0, outputs, padded, outputStride(), outputs);
    return padded;
  }

  private void forwardPart(int part) {
    try (MemoryWorkspace scope = open()) {
      INDArray x = array(activations[0], part, this.inputs);
      for (int i = 0; i < network.getnLayers(); i++) {
        x = network.getLayer(i).activate(x, true, MANAGER);
        copy(x, activations[i + 1], part * rows * width(i + 1), rows * width(i + 1));
        network.getLayer(i).clear();
      }
    }
  }

  @Override
  public void backward(
      float[] parameters,
      int parameterOffset,
      float[] outputGradient,
      float[] gradient,
      int gradientOffset) {
    backwardParts(parameters, parameterOffset, outputGradient);
    partGradient(0, gradient, gradientOffset);
  }

  @Override
  public void backwardParts(float[] parameters, int parameterOffset, float[] outputGradient) {
    setParameters(parameters, parameterOffset);
    // the outputs themselves are not needed any more
    float[] unpadded = activations[activations.length - 1];
    copyRows(outputGradient, 0, outputStride(), unpadded, outputs, outputs);
  }

  @Override
  public void partGradient(int part, float[] gradient, int gradientOffset) {
    try (MemoryWorkspace scope = open()) {
      INDArray epsilon = array(activations[activations.length - 1], part, outputs);
      for (int i = network.getnLayers() - 1; i >= 0; i--) {
        Layer layer = network.getLayer(i);
        layer.setInput(array(activations[i], part, width(i)), MANAGER);
        epsilon = layer.backpropGradient(epsilon, MANAGER).getSecond();
        layer.clear();
      }
    }
    copy(network.getFlattenedGradients(), flat, 0, flat.length);
    Order.fromDl4j(layout, flat, gradient, gradientOffset);
  }

  private static MemoryWorkspace open() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, WORKSPACE);
  }

  private int width(int activation) {
    if (activation == 0) {
      return inputs;
    }
    return activation <= hiddenLayers() ? hiddenWidth(activation - 1) : outputs;
  }

  private void copyRows(
      float[] from, int offset, int stride, float[] to, int toStride, int columns) {
    for (int i = 0; i < allRows; i++) {
      System.arraycopy(from, offset + i * stride, to, i * toStride, columns);
    }
  }

  private void setParameters(float[] parameters, int offset) {
    Order.toDl4j(layout, parameters, offset, flat);
    network.params().data().asNioFloat().put(flat, 0, flat.length);
  }

  /** A row-major array of a part's rows, in the open workspace. */
  private INDArray array(float[] values, int part, int columns) {
    INDArray array = Nd4j.createUninitialized(new int[] {rows, columns}, 'c');
    array.data().asNioFloat().put(values, part * rows * columns, rows * columns);
    return array;
  }

  private static void copy(INDArray from, float[] to, int offset, int count) {
    INDArray rowMajor = from.ordering() == 'c' ? from : from.dup('c');
    rowMajor.data().asNioFloat().get(to, offset, count);
  }
}
