package org.shaketable.training.ppo;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.training.descent.DescentProbes;
import org.shaketable.training.engine.Engines;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.workload.Engine;

/**
 * Policy network, value network and shared parameters of the policy, in one vector in this order.
 * Outputs come as doubles, rows without gaps.
 */
final class ActorCritic {
  private static final double HIDDEN_GAIN = StrictMath.sqrt(2);
  private static final double POLICY_GAIN = 0.01;
  private static final double VALUE_GAIN = 1;

  final Policy policy;
  final float[] parameters;
  final double[] logStd;
  private final Network policyNetwork;
  private final Network valueNetwork;
  private final ParameterLayout layout;
  private final int valueOffset;
  private final int sharedOffset;
  private final int maxRows;
  private final float[] policyGradient;
  private final float[] valueGradient;
  private final double[] sharedGradients;
  private float[] inUse;
  private float[] policyParts;
  private float[] valueParts;
  private int rowsPerPart;

  ActorCritic(Engine engine, NetworkSpec spec, int inputs, Policy policy, int maxRows) {
    this.policy = policy;
    this.maxRows = maxRows;
    this.policyNetwork = Engines.network(engine, spec, inputs, policy.outputs(), maxRows);
    this.valueNetwork = Engines.network(engine, spec, inputs, 1, maxRows);
    ParameterLayout networks =
        ParameterLayout.join("policy/", policyNetwork.layout(), "value/", valueNetwork.layout());
    this.valueOffset = policyNetwork.layout().size();
    this.sharedOffset = networks.size();
    this.layout = withShared(networks, policy.shared());
    this.parameters = new float[layout.size()];
    this.inUse = parameters;
    this.logStd = new double[policy.shared()];
    this.policyGradient = new float[maxRows * policyNetwork.outputStride()];
    this.valueGradient = new float[maxRows * valueNetwork.outputStride()];
    this.sharedGradients = new double[DescentProbes.PARTS * policy.shared()];
  }

  private static ParameterLayout withShared(ParameterLayout networks, int shared) {
    if (shared == 0) {
      return networks;
    }
    ParameterLayout logStd = new ParameterLayout(List.of(new Tensor("log_std", 0, 1, shared)));
    return ParameterLayout.join("", networks, "policy/", logStd);
  }

  /** Draws the initial parameters of a replicate from its streams. */
  void initialise(Streams streams, double logStdInit, float[] parameters) {
    NamedStream draws = streams.fixed("ppo/initialise");
    policyNetwork.initialise(parameters, 0, HIDDEN_GAIN, POLICY_GAIN, draws.at(0));
    valueNetwork.initialise(parameters, valueOffset, HIDDEN_GAIN, VALUE_GAIN, draws.at(1));
    Arrays.fill(parameters, sharedOffset, layout.size(), (float) logStdInit);
  }

  ParameterLayout layout() {
    return layout;
  }

  Network policyNetwork() {
    return policyNetwork;
  }

  Network valueNetwork() {
    return valueNetwork;
  }

  /** Outputs of the policy network for rows without gaps; also reads the shared parameters. */
  void policy(float[] inputs, int offset, int rows, double[] outputs) {
    readShared();
    int width = policyNetwork.inputs();
    float[] result = policyNetwork.forward(inUse, 0, inputs, offset, width, rows);
    pack(policyNetwork, result, 0, rows, outputs, 0);
  }

  private void readShared() {
    for (int j = 0; j < logStd.length; j++) {
      logStd[j] = inUse[sharedOffset + j];
    }
  }

  /** Rows from {@code from} on of a network's result as doubles, without gaps. */
  private static void pack(
      Network network, float[] result, int from, int rows, double[] packed, int to) {
    int stride = network.outputStride();
    int columns = network.outputs();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        packed[to + i * columns + j] = result[(from + i) * stride + j];
      }
    }
  }

  /** Values of rows without gaps, any number of them, written from {@code values[to]} on. */
  void values(float[] inputs, int offset, int rows, double[] values, int to) {
    int width = valueNetwork.inputs();
    for (int done = 0; done < rows; done += maxRows) {
      int now = Math.min(maxRows, rows - done);
      float[] result =
          valueNetwork.forward(inUse, valueOffset, inputs, offset + done * width, width, now);
      pack(valueNetwork, result, 0, now, values, to + done);
    }
  }

  /** What a function of this network says with other parameters; its own come back. */
  double with(float[] others, DoubleSupplier function) {
    inUse = others;
    try {
      return function.getAsDouble();
    } finally {
      inUse = parameters;
    }
  }

  /** Writes the gradient of a loss whose gradient by the outputs of the last passes is given. */
  void backward(
      double[] byOutputs, double[] byValues, double[] byShared, int rows, float[] gradient) {
    spread(policyNetwork, byOutputs, policyGradient, 0, rows);
    spread(valueNetwork, byValues, valueGradient, 0, rows);
    policyNetwork.backward(inUse, 0, policyGradient, gradient, 0);
    valueNetwork.backward(inUse, valueOffset, valueGradient, gradient, valueOffset);
    for (int j = 0; j < byShared.length; j++) {
      gradient[sharedOffset + j] = (float) byShared[j];
    }
  }

  /** Writes a network's rows without gaps as its rows from {@code to} on. */
  private static void spread(Network network, double[] packed, float[] rows, int to, int count) {
    int stride = network.outputStride();
    int columns = network.outputs();
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < columns; j++) {
        rows[(to + i) * stride + j] = (float) packed[i * columns + j];
      }
    }
  }

  /**
   * Passes parts of so many rows, which lie without gaps, forward at once, at most {@value
   * DescentProbes#PARTS}. What is then asked of each part has the bits that passes of its own give.
   */
  void forwardParts(float[] inputs, int parts, int rows) {
    rowsPerPart = rows;
    readShared();
    int width = policyNetwork.inputs();
    policyParts = policyNetwork.forwardParts(inUse, 0, inputs, 0, width, parts, rows);
    valueParts = valueNetwork.forwardParts(inUse, valueOffset, inputs, 0, width, parts, rows);
  }

  /** Outputs of the policy network and values of a part's rows, as {@link #policy} gives them. */
  void outputsOfPart(int part, double[] outputs, double[] values) {
    pack(policyNetwork, policyParts, part * rowsPerPart, rowsPerPart, outputs, 0);
    pack(valueNetwork, valueParts, part * rowsPerPart, rowsPerPart, values, 0);
  }

  /** Takes the gradient of a part's loss by its outputs. */
  void lossOfPart(int part, double[] byOutputs, double[] byValues, double[] byShared) {
    spread(policyNetwork, byOutputs, policyGradient, part * rowsPerPart, rowsPerPart);
    spread(valueNetwork, byValues, valueGradient, part * rowsPerPart, rowsPerPart);
    System.arraycopy(byShared, 0, sharedGradients, part * byShared.length, byShared.length);
  }

  /** Passes the gradients of all parts' losses backward at once. */
  void backwardParts() {
    policyNetwork.backwardParts(inUse, 0, policyGradient);
    valueNetwork.backwardParts(inUse, valueOffset, valueGradient);
  }

  /** Writes the gradient of a part's loss. */
  void partGradient(int part, float[] gradient) {
    policyNetwork.partGradient(part, gradient, 0);
    valueNetwork.partGradient(part, gradient, valueOffset);
    int shared = policy.shared();
    for (int j = 0; j < shared; j++) {
      gradient[sharedOffset + j] = (float) sharedGradients[part * shared + j];
    }
  }
}
