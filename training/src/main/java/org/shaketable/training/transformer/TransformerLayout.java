package org.shaketable.training.transformer;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;

/**
 * The tensors of a transformer in order: {@code tok_emb}, {@code pos_emb}, then for each layer its
 * norms, {@code attn.q, k, v, o} and {@code mlp.fc, proj}, at last {@code ln_f} and, if untied,
 * {@code head}. Matrices are {@code [inputs x outputs]}, embeddings {@code [tokens x width]}.
 */
final class TransformerLayout {
  private final List<Tensor> tensors = new ArrayList<>();

  private TransformerLayout() {}

  static ParameterLayout of(TransformerSpec spec, int vocabulary) {
    TransformerLayout layout = new TransformerLayout();
    int width = spec.width();
    layout.add("tok_emb", vocabulary, width);
    layout.add("pos_emb", spec.context(), width);
    for (int i = 0; i < spec.layers(); i++) {
      layout.block(spec, "layer" + i + ".");
    }
    layout.norm("ln_f", width);
    if (spec.head() == TransformerSpec.Head.UNTIED) {
      layout.add("head.weight", width, vocabulary);
    }
    return new ParameterLayout(layout.tensors);
  }

  static Tensor find(ParameterLayout layout, String name) {
    return layout.tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No tensor " + name));
  }

  private void block(TransformerSpec spec, String prefix) {
    int width = spec.width();
    norm(prefix + "ln1", width);
    for (String part : List.of("q", "k", "v", "o")) {
      linear(prefix + "attn." + part, width, width);
    }
    if (spec.queryKeyNorm() == TransformerSpec.QueryKeyNorm.LAYER_NORM) {
      add(prefix + "attn.q_norm.weight", 1, spec.headWidth());
      add(prefix + "attn.k_norm.weight", 1, spec.headWidth());
    }
    norm(prefix + "ln2", width);
    linear(prefix + "mlp.fc", width, spec.feedForwardWidth());
    linear(prefix + "mlp.proj", spec.feedForwardWidth(), width);
  }

  private void norm(String name, int width) {
    add(name + ".weight", 1, width);
    add(name + ".bias", 1, width);
  }

  private void linear(String name, int inputs, int outputs) {
    add(name + ".weight", inputs, outputs);
    add(name + ".bias", 1, outputs);
  }

  private void add(String name, int rows, int columns) {
    int offset = tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
    tensors.add(new Tensor(name, offset, rows, columns));
  }
}
