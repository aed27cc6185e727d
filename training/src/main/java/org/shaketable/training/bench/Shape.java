package org.shaketable.training.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;

/** A network and a batch whose training step is timed. */
public record Shape(int inputs, List<Integer> hidden, int outputs, int batch) {
  /** The shapes of the published table. */
  public static final List<Shape> PUBLISHED =
      List.of(
          new Shape(4, List.of(64, 64), 10, 64),
          new Shape(784, List.of(256, 256), 10, 64),
          new Shape(8, List.of(64, 64), 4, 256));

  public Shape {
    hidden = List.copyOf(hidden);
  }

  /** All widths, inputs first. */
  List<Integer> widths() {
    return Stream.of(Stream.of(inputs), hidden.stream(), Stream.of(outputs))
        .flatMap(widths -> widths)
        .toList();
  }

  /** The network, with tanh. */
  NetworkSpec network() {
    return new NetworkSpec(hidden, Activation.TANH);
  }

  /** Number of floating-point operations of the matrix products of one step. */
  double operations() {
    double forward =
        IntStream.range(1, widths().size())
            .mapToDouble(i -> 2.0 * batch * widths().get(i - 1) * widths().get(i))
            .sum();
    return 3 * forward - 2.0 * batch * inputs * widths().get(1);
  }

  /** E.g. {@code 4-64-64-10 batch 64}. */
  @Override
  public String toString() {
    return widths().stream().map(String::valueOf).collect(Collectors.joining("-"))
        + " batch "
        + batch;
  }
}
