package org.shaketable.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.shaketable.training.arithmetic.Softmax;
import org.shaketable.training.network.Network;
import org.shaketable.training.network.TorchMlp;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.GlobalNorm;
import org.shaketable.training.optimizer.Optimizer;
import org.shaketable.training.optimizer.OptimizerState;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.workload.Engine;

/** Both engines and all optimizers against {@code reference/torch_mlp.md}, tolerance 1e-5. */
class TorchStepsTest {
  private static final double TOLERANCE = 1e-5;
  private final TorchMlp torch = new TorchMlp();

  @ParameterizedTest
  @CsvSource({
    "VECTOR,adam",
    "VECTOR,sgd_plain",
    "VECTOR,sgd_momentum",
    "VECTOR,sgd_nesterov",
    "VECTOR,adam_clip_global_norm_0.5",
    "DL4J,adam",
    "DL4J,sgd_nesterov"
  })
  void twentyStepsGiveTorchsLossesNormsAndParameters(Engine engine, String optimizer) {
    Network network =
        Engines.network(engine, TorchMlp.SPEC, TorchMlp.INPUTS, TorchMlp.OUTPUTS, TorchMlp.ROWS);
    int size = network.layout().size();
    float[] parameters = torch.parameters("initial");
    float[] gradient = new float[size];
    OptimizerState state = optimizer(optimizer).begin(size);
    double limit = optimizer.contains("clip") ? 0.5 : Double.POSITIVE_INFINITY;
    List<Double> losses = torch.steps(optimizer, "loss");
    List<Double> norms = torch.steps(optimizer, "gradient_norm");
    for (int step = 0; step < TorchMlp.BATCHES; step++) {
      double loss = lossAndGradient(network, parameters, step, gradient);
      assertThat(loss).isCloseTo(losses.get(step), within(TOLERANCE));
      if (step == 0) {
        assertClose(gradient, torch.parameters("gradient_batch_0"));
      }
      assertThat(GlobalNorm.clip(gradient, size, limit))
          .isCloseTo(norms.get(step), within(TOLERANCE));
      state.update(parameters, gradient, 0.01);
      if (step == 0 || step == 4 || step == 19) {
        assertClose(parameters, torch.parameters(optimizer + "_after_" + (step + 1)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "PROGRAM", mode = EnumSource.Mode.EXCLUDE)
  void outputsAreTorchsLogits(Engine engine) {
    Network network =
        Engines.network(engine, TorchMlp.SPEC, TorchMlp.INPUTS, TorchMlp.OUTPUTS, TorchMlp.ROWS);
    float[] out =
        network.forward(
            torch.parameters("initial"), 0, torch.inputs(0), 0, TorchMlp.INPUTS, TorchMlp.ROWS);
    for (int i = 0; i < TorchMlp.ROWS; i++) {
      for (int j = 0; j < TorchMlp.OUTPUTS; j++) {
        assertThat((double) out[i * network.outputStride() + j])
            .isCloseTo(Double.parseDouble(torch.logits().get(i)[j + 1]), within(TOLERANCE));
      }
    }
  }

  private double lossAndGradient(Network network, float[] parameters, int batch, float[] gradient) {
    float[] out =
        network.forward(parameters, 0, torch.inputs(batch), 0, TorchMlp.INPUTS, TorchMlp.ROWS);
    double loss =
        Softmax.crossEntropy(
            out, torch.labels(batch), TorchMlp.ROWS, TorchMlp.OUTPUTS, network.outputStride(), out);
    network.backward(parameters, 0, out, gradient, 0);
    return loss;
  }

  private static Optimizer optimizer(String name) {
    return switch (name) {
      case "sgd_plain" -> new Sgd(0.01, null, null);
      case "sgd_momentum" -> new Sgd(0.01, 0.9, false);
      case "sgd_nesterov" -> new Sgd(0.01, 0.9, true);
      default -> new Adam(0.01, null, null, null);
    };
  }

  private static void assertClose(float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("entry %d", i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }
}
