package org.shaketable.training.bench;

import java.util.List;

/** A product of matrices, {@code C[rows x columns] = A[rows x inner] B[inner x columns]}. */
public record ProductShape(int rows, int columns, int inner) {
  /** Cubes, and shapes of the published networks. */
  public static final List<ProductShape> PUBLISHED =
      List.of(
          new ProductShape(64, 64, 64),
          new ProductShape(128, 128, 128),
          new ProductShape(256, 256, 256),
          new ProductShape(512, 512, 512),
          new ProductShape(512, 128, 512),
          new ProductShape(512, 64, 256),
          new ProductShape(64, 256, 784));

  /** Floating-point operations: a multiplication and an addition for each triple of indices. */
  public double operations() {
    return 2.0 * rows * columns * inner;
  }

  /** E.g. {@code 64 x 256 x 784}: rows, columns, inner. */
  @Override
  public String toString() {
    return "%d x %d x %d".formatted(rows, columns, inner);
  }
}
