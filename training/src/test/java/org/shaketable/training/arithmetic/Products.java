package org.shaketable.training.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.shaketable.random.RandomStream;

/**
 * Products of every tile, panel and remainder; as a program it prints the checksum of their bits.
 */
final class Products {
  /** Which tiles compute a product. */
  enum Tiling {
    /** For 32 registers. */
    WIDE,
    /** For 16 registers. */
    NARROW
  }

  /** How the rows of A lie. */
  enum Order {
    ROWS,
    TRANSPOSED
  }

  /** Rows of A, columns of B, inner index. */
  record Shape(int m, int n, int k) {}

  /**
   * All remainders of rows; columns are whole pairs of the widest vectors; products without, with
   * one and with several copied parts.
   */
  static final List<Shape> SHAPES = shapes();

  private Products() {}

  private static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int m = 1; m <= 19; m++) {
      shapes.add(new Shape(m, 32, 5));
    }
    shapes.add(new Shape(16, 96, 60));
    shapes.add(new Shape(17, 32, 270));
    shapes.add(new Shape(33, 64, 130));
    shapes.add(new Shape(33, 160, 33));
    shapes.add(new Shape(105, 128, 16));
    shapes.add(new Shape(13, 256, 259));
    return shapes;
  }

  /** Prints the checksum. */
  public static void main(String[] arguments) {
    System.out.println(checksum());
  }

  static long checksum() {
    CRC32 crc = new CRC32();
    for (Shape shape : SHAPES) {
      for (Order order : Order.values()) {
        for (Tiling tiling : Tiling.values()) {
          for (float value : product(shape, order, tiling)) {
            int bits = Float.floatToRawIntBits(value);
            for (int shift = 0; shift < 32; shift += 8) {
              crc.update(bits >>> shift);
            }
          }
        }
      }
    }
    return crc.getValue();
  }

  /** {@code 1 bias + A B}, whose matrices the shape alone decides. */
  static float[] product(Shape shape, Order order, Tiling tiling) {
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    float[] c = new float[m * n];
    float[] b = right(shape);
    float[] s = bias(shape);
    float[] a = left(shape, order);
    int row = order == Order.ROWS ? k : 1;
    int column = order == Order.ROWS ? 1 : m;
    switch (tiling) {
      case WIDE -> Gemm.wide(m, n, k, a, 0, row, column, b, 0, n, s, 0, 1, c, 0, n);
      case NARROW -> Gemm.narrow(m, n, k, a, 0, row, column, b, 0, n, s, 0, 1, c, 0, n);
    }
    return c;
  }

  /** The same, entry by entry, as {@link Gemm} defines it. */
  static float[] reference(Shape shape) {
    float[] a = left(shape, Order.ROWS);
    float[] b = right(shape);
    float[] s = bias(shape);
    float[] c = new float[shape.m() * shape.n()];
    for (int i = 0; i < shape.m(); i++) {
      for (int j = 0; j < shape.n(); j++) {
        float chain = s[j];
        for (int p = 0; p < shape.k(); p++) {
          chain = Math.fma(a[i * shape.k() + p], b[p * shape.n() + j], chain);
        }
        c[i * shape.n() + j] = chain;
      }
    }
    return c;
  }

  private static float[] left(Shape shape, Order order) {
    float[] rows = normal(shape.m() * shape.k(), 1);
    if (order == Order.ROWS) {
      return rows;
    }
    float[] transposed = new float[rows.length];
    Rows.transpose(rows, 0, shape.m(), shape.k(), transposed, shape.m());
    return transposed;
  }

  private static float[] right(Shape shape) {
    return normal(shape.k() * shape.n(), 2);
  }

  private static float[] bias(Shape shape) {
    return normal(shape.n(), 3);
  }

  private static float[] normal(int count, int key) {
    RandomStream random = RandomStream.of(1, "products", key);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
