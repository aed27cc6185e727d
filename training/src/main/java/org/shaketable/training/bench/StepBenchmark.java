package org.shaketable.training.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.shaketable.training.workload.Engine;

/**
 * Microseconds per training step of one shape, for all contenders in turn: after a warm-up of each,
 * every round times each of them once, so that a change of the machine's speed touches all alike.
 */
public final class StepBenchmark {
  private StepBenchmark() {}

  /**
   * Times the shape on both engines, DL4J's {@code fit} and, where there is one, PyTorch.
   *
   * @param warmUp the warm-up of each contender
   * @param round time that one contender trains in one round, about
   */
  public static List<StepTime> measure(Shape shape, Duration warmUp, Duration round, int rounds) {
    List<Contender> contenders = new ArrayList<>();
    try {
      contenders.add(new EngineContender(Engine.VECTOR, shape));
      contenders.add(new EngineContender(Engine.DL4J, shape));
      contenders.add(new FitContender(shape));
      PythonContender.of(shape).ifPresent(contenders::add);
      return measure(shape.toString(), contenders, warmUp, round, rounds);
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  /** Times this project's transformer and, where there is one, PyTorch's. */
  public static List<StepTime> measure(
      TransformerShape shape, Duration warmUp, Duration round, int rounds) {
    List<Contender> contenders = new ArrayList<>();
    try {
      contenders.add(new TransformerContender(shape));
      PythonContender.of(shape).ifPresent(contenders::add);
      return measure(shape.toString(), contenders, warmUp, round, rounds);
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  /** Times this project's products and, where Python has NumPy, those of its BLAS. */
  public static List<StepTime> measure(
      ProductShape shape, Duration warmUp, Duration round, int rounds) {
    List<Contender> contenders = new ArrayList<>();
    try {
      contenders.add(new ProductContender(shape, false));
      contenders.add(new ProductContender(shape, true));
      PythonContender.of(shape).ifPresent(contenders::add);
      return measure(shape.toString(), contenders, warmUp, round, rounds);
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  /** Times this project's transformer alone. */
  public static StepTime measureAlone(
      TransformerShape shape, Duration warmUp, Duration round, int rounds) {
    List<Contender> alone = List.of(new TransformerContender(shape));
    return measure(shape.toString(), alone, warmUp, round, rounds).get(0);
  }

  static List<StepTime> measure(
      String step, List<Contender> contenders, Duration warmUp, Duration round, int rounds) {
    int[] steps = new int[contenders.size()];
    for (int c = 0; c < steps.length; c++) {
      double micros = warmUp(contenders.get(c), warmUp);
      steps[c] = (int) Math.max(1, round.toNanos() / 1e3 / micros);
    }
    double[][] times = new double[contenders.size()][rounds];
    for (int r = 0; r < rounds; r++) {
      for (int c = 0; c < steps.length; c++) {
        times[c][r] = contenders.get(c).train(steps[c]) / steps[c];
      }
    }
    List<StepTime> result = new ArrayList<>();
    for (int c = 0; c < steps.length; c++) {
      result.add(StepTime.of(step, contenders.get(c).name(), times[c]));
    }
    return result;
  }

  /**
   * Trains for at least that long, and on while the JIT compiler still makes it faster;
   * microseconds per step in the fastest part.
   */
  private static double warmUp(Contender contender, Duration warmUp) {
    long start = System.nanoTime();
    long improved = start;
    double fastest = Double.POSITIVE_INFINITY;
    int steps = 10;
    do {
      double micros = contender.train(steps) / steps;
      if (micros < 0.9 * fastest) {
        fastest = micros;
        improved = System.nanoTime();
      }
      steps = (int) Math.max(10, Math.min(10_000, 50_000 / micros));
    } while (System.nanoTime() - start < warmUp.toNanos()
        || System.nanoTime() - improved < warmUp.toNanos() / 2);
    return fastest;
  }
}
