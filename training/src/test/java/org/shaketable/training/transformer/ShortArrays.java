package org.shaketable.training.transformer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.shaketable.training.arithmetic.Activations;
import org.shaketable.training.arithmetic.Gemm;
import org.shaketable.training.arithmetic.Sums;
import org.shaketable.training.arithmetic.Updates;

/** Every kernel, given arrays that just suffice and then one that is a value too short. */
final class ShortArrays {
  private static final int ROWS = 3;
  private static final int COLUMNS = 32;
  private static final int ALL = ROWS * COLUMNS;
  private static final int LANES = 16;
  private static final int ODD = 71;

  private ShortArrays() {}

  /** A call with arrays of given lengths. */
  private record Call(String name, Kernel kernel, int... lengths) {
    /** What is wrong with it; empty if nothing is. */
    private String fault(int warm) {
      for (int i = 0; i <= warm; i++) {
        if (refuses(lengths)) {
          return name + " refuses arrays that suffice";
        }
      }
      return IntStream.range(0, lengths.length)
          .filter(i -> !refuses(shorter(i)))
          .mapToObj(i -> name + " takes array " + i + " that is too short")
          .findFirst()
          .orElse("");
    }

    private int[] shorter(int which) {
      int[] shorter = lengths.clone();
      shorter[which]--;
      return shorter;
    }

    private boolean refuses(int... sizes) {
      float[][] arrays = Arrays.stream(sizes).mapToObj(float[]::new).toArray(float[][]::new);
      try {
        kernel.run(arrays);
        return false;
      } catch (IndexOutOfBoundsException e) {
        return true;
      }
    }
  }

  @FunctionalInterface
  private interface Kernel {
    void run(float[]... x);
  }

  private static final List<Call> CALLS =
      List.of(
          new Call(
              "Gemm.multiply",
              x -> Gemm.multiply(5, COLUMNS, 4, x[0], 0, 4, 1, x[1], 0, COLUMNS, x[2], 0, COLUMNS),
              20,
              4 * COLUMNS,
              5 * COLUMNS),
          new Call(
              "Gemm.affine",
              x -> Gemm.affine(5, 32, 4, x[0], 0, 1, 5, x[1], 0, 32, x[2], 0, x[3], 0, 32),
              20,
              4 * COLUMNS,
              COLUMNS,
              5 * COLUMNS),
          new Call("Sums.columns", x -> Sums.columns(x[0], 0, ROWS, COLUMNS, x[1]), ALL, COLUMNS),
          new Call("Sums.squares", x -> Sums.squares(x[0], 1, ODD), 1 + ODD),
          new Call(
              "Sums.squaredDifferences", x -> Sums.squaredDifferences(x[0], x[1], 128), 128, 128),
          new Call(
              "Updates.adam",
              x ->
                  Updates.adam(
                      x[0], x[1], new float[ODD], x[2], .9f, .1f, .99f, .01f, .1f, 1f, 1e-8f),
              ODD,
              ODD,
              ODD),
          new Call(
              "Updates.momentum",
              x -> Updates.momentum(x[0], x[1], new float[64], .9f, .1f),
              64,
              64),
          new Call(
              "Updates.nesterov",
              x -> Updates.nesterov(x[0], x[1], new float[64], .9f, .1f),
              64,
              64),
          new Call("Updates.scale", x -> Updates.scale(x[0], 64, .5f), 64),
          new Call("Activations.tanh", x -> Activations.tanh(x[0], COLUMNS), COLUMNS),
          new Call("Activations.relu", x -> Activations.relu(x[0], COLUMNS), COLUMNS),
          new Call(
              "Activations.tanhGradient",
              x -> Activations.tanhGradient(x[0], x[1], COLUMNS),
              COLUMNS,
              COLUMNS),
          new Call(
              "Activations.reluGradient",
              x -> Activations.reluGradient(x[0], x[1], COLUMNS),
              COLUMNS,
              COLUMNS),
          new Call(
              "AttentionKernels.softmax",
              x -> AttentionKernels.softmax(x[0], 0, COLUMNS, COLUMNS, 1f, x[1]),
              COLUMNS * COLUMNS,
              LANES),
          new Call(
              "AttentionKernels.gradient",
              x -> AttentionKernels.gradient(x[0], 0, x[1], COLUMNS, COLUMNS, 1f, x[2]),
              COLUMNS * COLUMNS,
              COLUMNS * COLUMNS,
              LANES),
          new Call(
              "NormKernels.normalise",
              x -> NormKernels.normalise(x[0], ROWS, COLUMNS, x[1], x[2], x[3]),
              ALL,
              ALL,
              ROWS,
              LANES),
          new Call(
              "NormKernels.scale",
              x -> NormKernels.scale(x[0], ROWS, COLUMNS, x[1], 0, COLUMNS, x[2]),
              ALL,
              2 * COLUMNS,
              ALL),
          new Call(
              "NormKernels.scaleGradient",
              x -> NormKernels.scaleGradient(x[0], x[1], ROWS, COLUMNS, x[2], COLUMNS, 0),
              ALL,
              ALL,
              2 * COLUMNS),
          new Call(
              "NormKernels.gradient",
              x -> NormKernels.gradient(x[0], x[1], x[2], ROWS, COLUMNS, x[3], COLUMNS, x[4], x[5]),
              ALL,
              ROWS,
              ALL,
              2 * COLUMNS,
              ALL,
              LANES),
          new Call(
              "RowKernels.addBias",
              x -> RowKernels.addBias(x[0], ROWS, COLUMNS, x[1]),
              ALL,
              COLUMNS),
          new Call("RowKernels.add", x -> RowKernels.add(x[0], x[1], ALL), ALL, ALL),
          new Call(
              "RowKernels.multiply",
              x -> RowKernels.multiply(x[0], x[1], ALL, x[2]),
              ALL,
              ALL,
              ALL),
          new Call(
              "RowKernels.columnSums",
              x -> RowKernels.columnSums(x[0], ROWS, 5 * LANES, x[1]),
              ROWS * 5 * LANES,
              5 * LANES),
          new Call(
              "SoftmaxKernels.exponentials",
              x -> SoftmaxKernels.exponentials(x[0], 0, COLUMNS - 5, 0f, x[1], x[2]),
              COLUMNS,
              COLUMNS,
              LANES),
          new Call(
              "SoftmaxKernels.scale", x -> SoftmaxKernels.scale(x[0], 0, COLUMNS, .5f), COLUMNS),
          new Call(
              "GeluKernels.biasGelu",
              x -> GeluKernels.biasGelu(x[0], ROWS, COLUMNS, x[1], x[2]),
              ALL,
              COLUMNS,
              ALL));

  /**
   * What is wrong with each of them.
   *
   * @param warm times that each is run before: the interpreter asks at each load and store anyway
   */
  static List<String> faults(int warm) {
    return CALLS.stream().map(call -> call.fault(warm)).filter(fault -> !fault.isEmpty()).toList();
  }

  /** Prints what is wrong with compiled kernels, or that nothing is. */
  public static void main(String[] arguments) {
    System.out.println("faults " + faults(30_000));
  }
}
