package org.shaketable.training.ppo;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
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
  private final float[] kept;
  private final Network policyNetwork;
  private final Network valueNetwork;
  private final ParameterLayout layout;
  private final int valueOffset;
  private final int sharedOffset;
  private final int maxRows;
  private final float[] policyGradient;
  private final float[] valueGradient;

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
    this.kept = new float[layout.size()];
    this.logStd = new double[policy.shared()];
    this.policyGradient = new float[maxRows * policyNetwork.outputStride()];
    this.valueGradient = new float[maxRows * valueNetwork.outputStride()];
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
    for (int j = 0; j < logStd.length; j++) {
      logStd[j] = parameters[sharedOffset + j];
    }
    int width = policyNetwork.inputs();
    float[] result = policyNetwork.forward(parameters, 0, inputs, offset, width, rows);
    int stride = policyNetwork.outputStride();
    int columns = policyNetwork.outputs();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        outputs[i * columns + j] = result[i * stride + j];
      }
    }
  }

  /** Values of rows without gaps, any number of them, written from {@code values[to]} on. */
  void values(float[] inputs, int offset, int rows, double[] values, int to) {
    int width = valueNetwork.inputs();
    int stride = valueNetwork.outputStride();
    for (int done = 0; done < rows; done += maxRows) {
      int now = Math.min(maxRows, rows - done);
      float[] result =
          valueNetwork.forward(parameters, valueOffset, inputs, offset + done * width, width, now);
      for (int i = 0; i < now; i++) {
        values[to + done + i] = result[i * stride];
      }
    }
  }

  /** What a function of this network says with other parameters; its own come back. */
  double with(float[] others, DoubleSupplier function) {
    System.arraycopy(parameters, 0, kept, 0, kept.length);
    System.arraycopy(others, 0, parameters, 0, kept.length);
    double value = function.getAsDouble();
    System.arraycopy(kept, 0, parameters, 0, kept.length);
    return value;
  }

  /** Writes the gradient of a loss whose gradient by the outputs of the last passes is given. */
  void backward(
      double[] byOutputs, double[] byValues, double[] byShared, int rows, float[] gradient) {
    int columns = policyNetwork.outputs();
    spread(byOutputs, rows, columns, policyGradient, policyNetwork.outputStride());
    spread(byValues, rows, 1, valueGradient, valueNetwork.outputStride());
    policyNetwork.backward(parameters, 0, policyGradient, gradient, 0);
    valueNetwork.backward(parameters, valueOffset, valueGradient, gradient, valueOffset);
    for (int j = 0; j < byShared.length; j++) {
      gradient[sharedOffset + j] = (float) byShared[j];
    }
  }

  private static void spread(double[] from, int rows, int columns, float[] to, int stride) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[i * stride + j] = (float) from[i * columns + j];
      }
    }
  }
}
