package org.shaketable.layout;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.refusal.Refusal;

/**
 * Names and places of the tensors inside one flat vector of parameters (or of their gradient):
 * contiguous, in order, starting at 0. Arrays that hold such a vector may be longer than {@link
 * #size()}; what lies behind is padding and belongs to nobody.
 */
public record ParameterLayout(List<Tensor> tensors) {
  public ParameterLayout {
    tensors = List.copyOf(tensors);
    int offset = 0;
    for (Tensor tensor : tensors) {
      if (tensor.offset() != offset) {
        throw new Refusal(
            "layout",
            "expected tensor %s at offset %d, found %d"
                .formatted(tensor.name(), offset, tensor.offset()));
      }
      offset = tensor.end();
    }
  }

  /** Number of parameters. */
  public int size() {
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }

  /**
   * This layout, its names prefixed, then {@code other}, its names prefixed: two networks in one
   * vector.
   */
  public static ParameterLayout join(
      String prefix, ParameterLayout first, String otherPrefix, ParameterLayout other) {
    List<Tensor> joined = new ArrayList<>();
    first.tensors.forEach(
        t -> joined.add(new Tensor(prefix + t.name(), t.offset(), t.rows(), t.columns())));
    int shift = first.size();
    other.tensors.forEach(
        t ->
            joined.add(
                new Tensor(otherPrefix + t.name(), shift + t.offset(), t.rows(), t.columns())));
    return new ParameterLayout(joined);
  }
}
