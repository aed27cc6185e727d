package org.shaketable.perturbation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shaketable.layout.Tensor;

/** Estimates of a disturbance's size from what a bench got back. */
final class Sizes {
  private Sizes() {}

  private static double[] entries(Bench bench, Surface surface) {
    int size = Bench.size(surface);
    return bench.values.get(surface).stream()
        .flatMapToDouble(step -> Arrays.stream(step, 0, size))
        .toArray();
  }

  static double changed(Bench clean, Bench shaken, Surface surface) {
    double[] before = entries(clean, surface);
    double[] after = entries(shaken, surface);
    return IntStream.range(0, before.length).filter(i -> before[i] != after[i]).count()
        / (double) before.length;
  }

  /** Sum of an event's entries, on average. */
  static double perEvent(Bench shaken, Surface surface) {
    return Arrays.stream(entries(shaken, surface)).sum() / shaken.values.get(surface).size();
  }

  static double zeros(Bench shaken, Surface surface) {
    double[] after = entries(shaken, surface);
    return Arrays.stream(after).filter(x -> x == 0).count() / (double) after.length;
  }

  static double[] differences(Bench clean, Bench shaken, Surface surface) {
    double[] before = entries(clean, surface);
    double[] after = entries(shaken, surface);
    return IntStream.range(0, before.length).mapToDouble(i -> after[i] - before[i]).toArray();
  }

  /** The bench draws standard normal values, so noise over their RMS is noise over 1. */
  static double noise(Bench clean, Bench shaken, Surface surface) {
    return rms(differences(clean, shaken, surface)) / rms(entries(clean, surface));
  }

  static double rms(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(x -> x * x).average().orElseThrow());
  }

  static double log2(Bench clean, Bench shaken, Surface surface) {
    double[] before = entries(clean, surface);
    double[] after = entries(shaken, surface);
    return IntStream.range(0, before.length)
        .mapToDouble(i -> Math.log(after[i] / before[i]) / Math.log(2))
        .average()
        .orElseThrow();
  }

  static double logDeviation(Bench clean, Bench shaken, Surface surface) {
    double[] before = entries(clean, surface);
    double[] after = entries(shaken, surface);
    return rms(
        IntStream.range(0, before.length)
            .mapToDouble(i -> Math.log(after[i] / before[i]))
            .toArray());
  }

  static double logOdds(Bench clean, Bench shaken, Surface surface) {
    double before = entries(clean, surface)[0];
    double after = entries(shaken, surface)[0];
    return Math.log(after / (1 - after)) - Math.log(before / (1 - before));
  }

  /** Low bits that are 0 in every entry. */
  static double bits(Bench shaken, Surface surface) {
    int bits = 0;
    for (double value : entries(shaken, surface)) {
      bits |= Float.floatToRawIntBits((float) value);
    }
    return Integer.numberOfTrailingZeros(bits);
  }

  /** How many steps before the values that arrive were sent, on average; 0s count as none. */
  static double lag(Bench clean, Bench shaken, Surface surface) {
    int size = Bench.size(surface);
    List<double[]> before = clean.values.get(surface);
    List<double[]> after = shaken.values.get(surface);
    return IntStream.range(5, after.size())
        .map(step -> found(before, after.get(step), step, 0, size))
        .average()
        .orElseThrow();
  }

  static double inputLag(Bench clean, Bench shaken) {
    List<double[]> before = clean.values.get(Surface.INPUTS);
    List<double[]> after = shaken.values.get(Surface.INPUTS);
    int row = 1 + 2 * Bench.STRIDE;
    return IntStream.range(5, after.size())
        .map(step -> found(before, after.get(step), step, row, row + Bench.COLUMNS))
        .average()
        .orElseThrow();
  }

  private static int found(List<double[]> before, double[] after, int step, int from, int to) {
    for (int lag = 0; lag <= step; lag++) {
      if (Arrays.equals(before.get(step - lag), from, to, after, from, to)) {
        return lag;
      }
    }
    throw new AssertionError("Step " + step + " brings values that were never sent");
  }

  static double inputNoise(Bench clean, Bench shaken) {
    double[] before = entries(clean, Surface.INPUTS);
    double[] after = entries(shaken, Surface.INPUTS);
    int size = Bench.size(Surface.INPUTS);
    return rms(
        IntStream.range(0, before.length)
            .filter(i -> i % size % Bench.STRIDE != 0)
            .mapToDouble(i -> (after[i] - before[i]) / Bench.SCALE[i % size % Bench.STRIDE - 1])
            .toArray());
  }

  static double drift(Bench clean, Bench shaken) {
    double[] before = clean.values.get(Surface.INPUTS).get(Bench.STEPS / 2);
    double[] after = shaken.values.get(Surface.INPUTS).get(Bench.STEPS / 2);
    return IntStream.range(0, Bench.COLUMNS)
        .mapToDouble(j -> 2 * Math.abs(after[1 + j] - before[1 + j]) / Bench.SCALE[j])
        .average()
        .orElseThrow();
  }

  private static boolean dark(double[] inputs, int row) {
    return inputs[1 + row * Bench.STRIDE] == 0;
  }

  static double darkRows(Bench shaken) {
    return shaken.values.get(Surface.INPUTS).stream()
            .mapToInt(
                inputs -> (int) IntStream.range(0, Bench.ROWS).filter(i -> dark(inputs, i)).count())
            .average()
            .orElseThrow()
        / Bench.ROWS;
  }

  static double runLength(Bench shaken) {
    List<double[]> steps = shaken.values.get(Surface.INPUTS);
    int dark = 0;
    int runs = 0;
    for (int row = 0; row < Bench.ROWS; row++) {
      for (int step = 1; step < steps.size(); step++) {
        dark += dark(steps.get(step), row) ? 1 : 0;
        runs += dark(steps.get(step), row) && !dark(steps.get(step - 1), row) ? 1 : 0;
      }
    }
    return (double) dark / runs;
  }

  static double imbalance(Bench shaken) {
    double[] indices = entries(shaken, Surface.SAMPLES);
    double favoured =
        Arrays.stream(indices).filter(i -> Bench.label((int) i) == 0).count()
            / (double) indices.length;
    return Math.log(favoured / (1 - favoured)) - Math.log(0.5);
  }

  static double tensorNoise(Bench clean, Bench shaken) {
    return rms(
        pairs(clean, shaken)
            .flatMapToDouble(
                pair -> DoubleStream.generate(() -> pair[1] / pair[0]).limit((long) pair[2]))
            .toArray());
  }

  /** RMS of each tensor before, and of what was added to it. */
  private static Stream<double[]> pairs(Bench clean, Bench shaken) {
    List<double[]> before = clean.values.get(Surface.PARAMETERS);
    List<double[]> after = shaken.values.get(Surface.PARAMETERS);
    return IntStream.range(0, before.size())
        .boxed()
        .flatMap(
            step ->
                Bench.LAYOUT.tensors().stream()
                    .map(tensor -> pair(before.get(step), after.get(step), tensor)));
  }

  private static double[] pair(double[] before, double[] after, Tensor tensor) {
    double[] old = Arrays.copyOfRange(before, tensor.offset(), tensor.end());
    double[] added =
        IntStream.range(0, old.length)
            .mapToDouble(i -> after[tensor.offset() + i] - old[i])
            .toArray();
    return new double[] {rms(old), rms(added), added.length};
  }

  /** Exactly one parameter moves at each step, by the magnitude times its tensor's RMS. */
  static double kick(Bench clean, Bench shaken) {
    return pairs(clean, shaken)
        .filter(pair -> pair[1] > 0)
        .mapToDouble(pair -> pair[1] * Math.sqrt(pair[2]) / pair[0])
        .average()
        .orElseThrow();
  }

  static double resetLayers(Bench shaken) {
    return shaken.values.get(Surface.PARAMETERS).stream()
        .mapToDouble(now -> (reset(shaken, now, 0, 88) + reset(shaken, now, 88, 124)) / 2)
        .average()
        .orElseThrow();
  }

  private static double reset(Bench shaken, double[] now, int from, int to) {
    return Arrays.equals(shaken.initial, from, to, now, from, to) ? 1 : 0;
  }

  static double smoothing(Bench shaken) {
    return (entries(shaken, Surface.LABEL_SMOOTHING)[7] - 0.1) / 0.9;
  }

  static double mistaken(Bench clean, Bench shaken) {
    double[] before = entries(clean, Surface.LABELS);
    double[] after = entries(shaken, Surface.LABELS);
    double zeros = Arrays.stream(before).filter(label -> label == 0).count();
    return IntStream.range(0, before.length).filter(i -> before[i] == 0 && after[i] == 1).count()
        / zeros;
  }
}
