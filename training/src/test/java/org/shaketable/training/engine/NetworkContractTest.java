package org.shaketable.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.layout.Tensor;
import org.shaketable.random.RandomStream;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.network.PlainMlp;
import org.shaketable.training.workload.Engine;

/** What every engine's network must do, on widths that are no whole blocks. */
class NetworkContractTest {
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 2;
  private static final int ROWS = 7;
  private static final int BEFORE = 5;
  private static final int BEHIND = 40;

  private final RandomStream random = RandomStream.of(1, "contract", 0);
  private final float[] inputs = uniform(ROWS * INPUTS);
  private final float[] lossWeights = uniform(ROWS * OUTPUTS);

  @ParameterizedTest
  @CsvSource({"VECTOR,TANH", "VECTOR,RELU", "DL4J,TANH", "DL4J,RELU"})
  void outputsAndGradientAreThoseOfTheDefinition(Engine engine, Activation activation) {
    NetworkSpec spec = spec(activation);
    Network network = Engines.network(engine, spec, INPUTS, OUTPUTS, ROWS);
    float[] parameters = uniform(network.layout().size());
    float[] out = network.forward(parameters, 0, inputs, 0, INPUTS, ROWS);
    double[] expected =
        PlainMlp.forward(spec, INPUTS, OUTPUTS, doubles(parameters), doubles(inputs), ROWS);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < OUTPUTS; j++) {
        assertThat((double) out[i * network.outputStride() + j])
            .isCloseTo(expected[i * OUTPUTS + j], within(1e-5));
      }
    }
    float[] gradient = gradient(network, parameters, 0, 0f);
    for (int p = 0; p < gradient.length; p++) {
      assertThat((double) gradient[p])
          .as("parameter %d", p)
          .isCloseTo(difference(spec, parameters, p), within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void onlyItsOwnPartOfTheArraysIsReadAndWritten(Engine engine) {
    Network network = Engines.network(engine, spec(Activation.TANH), INPUTS, OUTPUTS, ROWS);
    int size = network.layout().size();
    float[] parameters = uniform(size);
    float[] alone = gradient(network, parameters, 0, 0f);
    float[] surrounded = new float[BEFORE + size + BEHIND];
    Arrays.fill(surrounded, Float.NaN);
    System.arraycopy(parameters, 0, surrounded, BEFORE, size);
    float[] gradient = gradient(network, surrounded, BEFORE, Float.NaN);
    assertThat(Arrays.copyOfRange(gradient, BEFORE, BEFORE + size)).isEqualTo(alone);
    assertThat(Arrays.copyOf(gradient, BEFORE)).containsOnly(7f);
    assertThat(Arrays.copyOfRange(gradient, BEFORE + size, gradient.length)).containsOnly(7f);
  }

  @ParameterizedTest
  @CsvSource({"VECTOR,TANH", "VECTOR,RELU", "DL4J,TANH", "DL4J,RELU"})
  void partsOfOnePassHaveTheBitsOfPassesOfTheirOwn(Engine engine, Activation activation) {
    int rows = ROWS / 2;
    Network together = Engines.network(engine, spec(activation), INPUTS, OUTPUTS, ROWS);
    Network alone = Engines.network(engine, spec(activation), INPUTS, OUTPUTS, ROWS);
    int size = together.layout().size();
    int stride = together.outputStride();
    float[] parameters = uniform(size + BEFORE);
    float[] outputs =
        together.forwardParts(parameters, BEFORE, inputs, INPUTS, INPUTS, 2, rows).clone();
    float[] outputGradient = spread(2 * rows, stride, Float.NaN);
    together.backwardParts(parameters, BEFORE, outputGradient.clone());
    for (int part = 0; part < 2; part++) {
      int from = part * rows;
      float[] own =
          alone.forward(parameters, BEFORE, inputs, (1 + from) * INPUTS, INPUTS, rows).clone();
      for (int i = 0; i < rows; i++) {
        int at = (from + i) * stride;
        assertThat(Arrays.copyOfRange(outputs, at, at + OUTPUTS))
            .isEqualTo(Arrays.copyOfRange(own, i * stride, i * stride + OUTPUTS));
      }
      float[] expected = new float[size + BEFORE + BEHIND];
      float[] gradient = expected.clone();
      float[] ofPart = Arrays.copyOfRange(outputGradient, from * stride, (from + rows) * stride);
      alone.backward(parameters, BEFORE, ofPart, expected, BEFORE);
      together.partGradient(part, gradient, BEFORE);
      assertThat(gradient).isEqualTo(expected);
      assertThat(gradient).isNotEqualTo(new float[gradient.length]);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void aSmallerCallLeavesNothingOfALargerOne(Engine engine) {
    NetworkSpec spec = spec(Activation.RELU);
    Network used = Engines.network(engine, spec, INPUTS, OUTPUTS, ROWS);
    Network fresh = Engines.network(engine, spec, INPUTS, OUTPUTS, ROWS);
    float[] parameters = uniform(used.layout().size());
    gradient(used, parameters, 0, 0f);
    assertThat(gradient(used, parameters, 0, 0f, 2))
        .isEqualTo(gradient(fresh, parameters, 0, 0f, 2));
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void hiddenActivationsCanBeRead(Engine engine) {
    Network network = Engines.network(engine, spec(Activation.TANH), INPUTS, OUTPUTS, ROWS);
    assertThat(network.hiddenLayers()).isEqualTo(2);
    float[] parameters = uniform(network.layout().size());
    network.forward(parameters, 0, inputs, 0, INPUTS, ROWS);
    double z = parameters[INPUTS * 5 + 4];
    for (int k = 0; k < INPUTS; k++) {
      z += inputs[6 * INPUTS + k] * parameters[k * 5 + 4];
    }
    assertThat(network.hiddenWidth(0)).isEqualTo(5);
    assertThat((double) network.hidden(0)[6 * network.hiddenStride(0) + 4])
        .isCloseTo(Math.tanh(z), within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void initialWeightsAreOrthogonalWithTheirGain(Engine engine) {
    NetworkSpec spec = new NetworkSpec(List.of(20, 6), Activation.TANH);
    Network network = Engines.network(engine, spec, 4, 3, 1);
    float[] parameters = new float[network.layout().size() + 3];
    Arrays.fill(parameters, Float.NaN);
    network.initialise(parameters, 3, Math.sqrt(2), 0.01, RandomStream.of(1, "weights", 0));
    for (int layer = 0; layer < 3; layer++) {
      Tensor weights = network.layout().tensors().get(2 * layer);
      Tensor bias = network.layout().tensors().get(2 * layer + 1);
      assertOrthogonal(weights, parameters, 3, layer == 2 ? 0.01 : Math.sqrt(2));
      assertThat(Arrays.copyOfRange(parameters, 3 + bias.offset(), 3 + bias.end()))
          .containsOnly(0f);
    }
    assertThat(Arrays.copyOf(parameters, 3)).containsOnly(Float.NaN);
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void moreRowsThanPromisedAreRefused(Engine engine) {
    Network network = Engines.network(engine, spec(Activation.TANH), INPUTS, OUTPUTS, 2);
    float[] parameters = new float[network.layout().size()];
    assertThatThrownBy(() -> network.forward(parameters, 0, inputs, 0, INPUTS, 3))
        .hasMessage("Invalid rows: expected at most 2, found 3");
  }

  private static void assertOrthogonal(Tensor weights, float[] values, int offset, double gain) {
    boolean byRow = weights.rows() < weights.columns();
    int count = byRow ? weights.rows() : weights.columns();
    int length = byRow ? weights.columns() : weights.rows();
    for (int u = 0; u < count; u++) {
      for (int v = 0; v < count; v++) {
        double dot = 0;
        for (int e = 0; e < length; e++) {
          int a = byRow ? u * weights.columns() + e : e * weights.columns() + u;
          int b = byRow ? v * weights.columns() + e : e * weights.columns() + v;
          dot +=
              (double) values[offset + weights.offset() + a]
                  * values[offset + weights.offset() + b];
        }
        assertThat(dot / (gain * gain)).isCloseTo(u == v ? 1 : 0, within(1e-6));
      }
    }
  }

  private float[] gradient(Network network, float[] parameters, int offset, float padding) {
    return gradient(network, parameters, offset, padding, ROWS);
  }

  /** Gradient of the weighted sum of the outputs, in an array of sevens. */
  private float[] gradient(
      Network network, float[] parameters, int offset, float padding, int rows) {
    int stride = network.outputStride();
    float[] apart = new float[2 + rows * (INPUTS + 2)];
    Arrays.fill(apart, padding);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(inputs, i * INPUTS, apart, 2 + i * (INPUTS + 2), INPUTS);
    }
    network.forward(parameters, offset, apart, 2, INPUTS + 2, rows);
    float[] outputGradient = spread(rows, stride, padding);
    float[] gradient = new float[parameters.length];
    Arrays.fill(gradient, 7f);
    network.backward(parameters, offset, outputGradient, gradient, offset);
    return gradient;
  }

  /** The loss's gradient by the outputs of so many rows. */
  private float[] spread(int rows, int stride, float padding) {
    float[] outputGradient = new float[rows * stride];
    Arrays.fill(outputGradient, padding);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(lossWeights, i * OUTPUTS, outputGradient, i * stride, OUTPUTS);
    }
    return outputGradient;
  }

  /** Central difference in double of the weighted sum of the outputs. */
  private double difference(NetworkSpec spec, float[] parameters, int p) {
    double h = 1e-6;
    double[] moved = doubles(parameters);
    moved[p] = parameters[p] + h;
    double up = loss(spec, moved);
    moved[p] = parameters[p] - h;
    return (up - loss(spec, moved)) / (2 * h);
  }

  private double loss(NetworkSpec spec, double[] parameters) {
    double[] out = PlainMlp.forward(spec, INPUTS, OUTPUTS, parameters, doubles(inputs), ROWS);
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      sum += lossWeights[i] * out[i];
    }
    return sum;
  }

  private static NetworkSpec spec(Activation activation) {
    return new NetworkSpec(List.of(5, 18), activation);
  }

  private float[] uniform(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
