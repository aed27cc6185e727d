package org.shaketable.training.transformer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.training.reference.Json;

/** The reference transformer: its weights and gradient in this project's layout, its batches. */
record TorchTransformer(Map<String, List<double[]>> tensors, Json.Value json) {
  static final TransformerSpec SPEC = TransformerSpec.of(2, 16, 2, 8);
  static final int VOCABULARY = 11;

  static TorchTransformer load() {
    return new TorchTransformer(rows(), Json.resource("torch_transformer.json"));
  }

  private static Map<String, List<double[]>> rows() {
    Map<String, List<double[]>> tensors = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                TorchTransformer.class.getResourceAsStream(
                    "/reference/torch_transformer_weights.csv"),
                StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",", -1);
        tensors
            .computeIfAbsent(cells[0], name -> new ArrayList<>())
            .add(new double[] {Double.parseDouble(cells[2]), Double.parseDouble(cells[3])});
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tensors;
  }

  float[] weights(ParameterLayout layout) {
    return vector(layout, 0);
  }

  float[] gradient(ParameterLayout layout) {
    return vector(layout, 1);
  }

  /** Linear weights are stored [out][in] there, [in][out] here; embeddings are not transposed. */
  private float[] vector(ParameterLayout layout, int column) {
    float[] vector = new float[layout.size()];
    for (Tensor tensor : layout.tensors()) {
      List<double[]> values = tensors.get(tensor.name());
      boolean transposed = tensor.rows() > 1 && !tensor.name().endsWith("_emb");
      for (int i = 0; i < tensor.rows(); i++) {
        for (int j = 0; j < tensor.columns(); j++) {
          int index = transposed ? j * tensor.rows() + i : i * tensor.columns() + j;
          vector[tensor.offset() + i * tensor.columns() + j] = (float) values.get(index)[column];
        }
      }
    }
    return vector;
  }

  Batch batch(int index) {
    Json.Value batch = json.at("batches").list().get(index);
    int sequences = batch.at("tokens").list().size();
    int[] tokens = ints(batch.at("tokens"));
    return new Batch(
        tokens,
        ints(batch.at("targets")),
        sequences,
        tokens.length / sequences,
        batch.at("logits").numbers(),
        batch.at("mean_cross_entropy_nats").number(),
        batch.at("gradient_norm_per_tensor"),
        batch.at("global_gradient_norm").number());
  }

  private static int[] ints(Json.Value value) {
    double[] numbers = value.numbers();
    int[] ints = new int[numbers.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) numbers[i];
    }
    return ints;
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Batch(
      int[] tokens,
      int[] targets,
      int sequences,
      int length,
      double[] logits,
      double loss,
      Json.Value tensorNorms,
      double gradientNorm) {}
}
