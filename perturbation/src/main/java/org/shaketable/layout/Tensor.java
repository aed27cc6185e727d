package org.shaketable.layout;

import org.shaketable.refusal.Refusal;

/**
 * Named matrix inside a flat parameter vector: {@code rows * columns} values, row-major from {@code
 * offset}. A bias is one row.
 */
public record Tensor(String name, int offset, int rows, int columns) {
  public Tensor {
    if (offset < 0 || rows < 1 || columns < 1) {
      throw new Refusal(
          "tensor " + name,
          "expected offset >= 0 and a positive shape, found offset %d, shape %d x %d"
              .formatted(offset, rows, columns));
    }
  }

  /** Number of values. */
  public int size() {
    return rows * columns;
  }

  /** First index behind the last value. */
  public int end() {
    return offset + size();
  }
}
