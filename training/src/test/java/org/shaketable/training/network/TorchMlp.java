package org.shaketable.training.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/** Reference values of PyTorch for one small network, see {@code reference/torch_mlp.md}. */
public final class TorchMlp {
  public static final NetworkSpec SPEC = new NetworkSpec(List.of(16, 16), Activation.TANH);
  public static final int INPUTS = 4;
  public static final int OUTPUTS = 3;
  public static final int ROWS = 8;
  public static final int BATCHES = 20;

  private final Map<String, List<Double>> weights = columns("torch_mlp_weights.csv");
  private final Map<String, List<Double>> batches = columns("torch_mlp_batches.csv");

  /** A column of the weights' file in the order of the network's layout. */
  public float[] parameters(String column) {
    ParameterLayout layout = SPEC.layout(INPUTS, OUTPUTS);
    float[] result = new float[layout.size()];
    List<Double> values = weights.get(column);
    for (Tensor tensor : layout.tensors()) {
      for (int i = 0; i < tensor.rows(); i++) {
        for (int j = 0; j < tensor.columns(); j++) {
          // torch stores [out][in]; a bias is one row either way
          int torch = tensor.offset() + j * tensor.rows() + i;
          result[tensor.offset() + i * tensor.columns() + j] = values.get(torch).floatValue();
        }
      }
    }
    return result;
  }

  /** Inputs of one batch, {@code ROWS x INPUTS}. */
  public float[] inputs(int batch) {
    float[] result = new float[ROWS * INPUTS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < INPUTS; j++) {
        result[i * INPUTS + j] = batches.get("x" + j).get(batch * ROWS + i).floatValue();
      }
    }
    return result;
  }

  /** Labels of one batch. */
  public int[] labels(int batch) {
    return batches.get("label").subList(batch * ROWS, (batch + 1) * ROWS).stream()
        .mapToInt(Double::intValue)
        .toArray();
  }

  /** Loss or gradient norm before each step. */
  public List<Double> steps(String optimizer, String column) {
    List<Double> result = new ArrayList<>();
    for (String[] row : rows("torch_mlp_steps.csv")) {
      if (row[0].equals(optimizer)) {
        result.add(Double.valueOf(row["loss".equals(column) ? 2 : 3]));
      }
    }
    return result;
  }

  /** Outputs for the first batch with the initial weights, {@code ROWS x OUTPUTS}. */
  public List<String[]> logits() {
    return rows("torch_mlp_logits.csv").stream().skip(1).toList();
  }

  private static Map<String, List<Double>> columns(String file) {
    List<String[]> rows = rows(file);
    Map<String, List<Double>> result = new HashMap<>();
    for (int j = 0; j < rows.get(0).length; j++) {
      List<Double> column = new ArrayList<>();
      for (String[] row : rows.subList(1, rows.size())) {
        column.add(Double.valueOf(row[j]));
      }
      result.put(rows.get(0)[j], column);
    }
    return result;
  }

  private static List<String[]> rows(String file) {
    try (var stream = TorchMlp.class.getResourceAsStream("/reference/" + file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
