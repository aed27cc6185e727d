package org.shaketable.analytics.stats.curve;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Trajectory of one run as the statistics see it: step, performance and loss of each evaluation.
 *
 * <p>Evaluation 0 is before training. A run that diverged has fewer evaluations than the horizon
 * and knows the step at which it did. A loss of NaN before the first finite one means "no update
 * yet".
 */
public final class Curve {
  private final long[] steps;
  private final double[] performance;
  private final double[] loss;
  private final OptionalLong divergedAt;
  private final double untrainedLoss;

  /** What {@link #smoothed(int)} has been asked for: many rules of collapse share few windows. */
  private final Map<Integer, double[]> smoothed = new ConcurrentHashMap<>(4);

  private Curve(
      long[] steps,
      double[] performance,
      double[] loss,
      OptionalLong divergedAt,
      double untrainedLoss) {
    this.steps = steps;
    this.performance = performance;
    this.loss = loss;
    this.divergedAt = divergedAt;
    this.untrainedLoss = untrainedLoss;
  }

  /**
   * The curve of a run that reached its horizon.
   *
   * @param steps the steps of each evaluation, ascending; equal where two fell on the same step of
   *     a learner that works in whole iterations
   * @param performance the performance at each evaluation; larger is better
   * @param loss the loss at each evaluation
   */
  public static Curve of(long[] steps, double[] performance, double[] loss) {
    if (steps.length != performance.length || steps.length != loss.length) {
      throw new IllegalArgumentException(
          "Invalid curve: expected as many steps as performances and losses, found "
              + steps.length
              + ", "
              + performance.length
              + " and "
              + loss.length);
    }
    for (int i = 1; i < steps.length; i++) {
      if (steps[i] < steps[i - 1]) {
        throw new IllegalArgumentException(
            "Invalid curve: expected ascending steps, found "
                + steps[i - 1]
                + " before "
                + steps[i]);
      }
    }
    return new Curve(
        steps.clone(), performance.clone(), loss.clone(), OptionalLong.empty(), Double.NaN);
  }

  /** The same curve, of a run that diverged at that step. */
  public Curve divergedAt(long step) {
    return new Curve(steps, performance, loss, OptionalLong.of(step), untrainedLoss);
  }

  /** The same curve with the loss that the run had before any training. */
  public Curve withUntrainedLoss(double before) {
    return new Curve(steps, performance, loss, divergedAt, before);
  }

  /** The same curve, had it been evaluated at every so-manieth evaluation alone, from 0 on. */
  public Curve every(int cadence) {
    if (cadence == 1) {
      return this;
    }
    int[] kept = IntStream.range(0, steps.length).filter(i -> i % cadence == 0).toArray();
    return new Curve(
        IntStream.of(kept).mapToLong(i -> steps[i]).toArray(),
        every(performance, cadence),
        every(loss, cadence),
        divergedAt,
        untrainedLoss);
  }

  /** Every so-manieth of some values, from the first on. */
  static double[] every(double[] values, int cadence) {
    return IntStream.range(0, values.length)
        .filter(i -> i % cadence == 0)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  /** The same curve with each performance replaced. */
  Curve withPerformance(double[] replaced) {
    return new Curve(steps, replaced, loss, divergedAt, untrainedLoss);
  }

  /** Number of evaluations. */
  public int length() {
    return steps.length;
  }

  public long step(int evaluation) {
    return steps[evaluation];
  }

  /** Performance at an evaluation; NaN past the end of the curve. */
  public double performance(int evaluation) {
    return evaluation < performance.length ? performance[evaluation] : Double.NaN;
  }

  /** Loss at an evaluation; NaN past the end of the curve. */
  public double loss(int evaluation) {
    return evaluation < loss.length ? loss[evaluation] : Double.NaN;
  }

  /** Loss before any training; NaN where that is not known. */
  public double untrainedLoss() {
    return untrainedLoss;
  }

  /** A copy of all losses. */
  public double[] losses() {
    return loss.clone();
  }

  /** A copy of all performances. */
  public double[] performances() {
    return performance.clone();
  }

  /** A copy of all steps. */
  public long[] steps() {
    return steps.clone();
  }

  /** Step at which the run diverged; empty for a run that reached its horizon. */
  public OptionalLong divergedStep() {
    return divergedAt;
  }

  /**
   * Mean performance of the last tenth of the evaluations, without the one before training and at
   * least one; NaN for a run that diverged or has no evaluation.
   */
  public double finalPerformance() {
    return divergedAt.isPresent() || performance.length == 0
        ? Double.NaN
        : smoothed(performance.length - 1, lastTenth(performance.length));
  }

  /** How many of so many evaluations, the one before training among them, are the last tenth. */
  public static int lastTenth(int evaluations) {
    return Math.max(1, (evaluations - 1) / 10);
  }

  /**
   * Mean performance of the last {@code window} evaluations up to this one (fewer at the start);
   * NaN if one of them is.
   */
  public double smoothed(int evaluation, int window) {
    if (evaluation >= performance.length) {
      return Double.NaN;
    }
    double sum = 0;
    int first = Math.max(0, evaluation - window + 1);
    for (int i = first; i <= evaluation; i++) {
      sum += performance[i];
    }
    return sum / (evaluation - first + 1);
  }

  /** {@link #smoothed(int, int)} at every evaluation; not a copy. */
  public double[] smoothed(int window) {
    return smoothed.computeIfAbsent(window, this::trailingMeans);
  }

  /** Windows side by side, each summed from its first evaluation on. */
  private double[] trailingMeans(int window) {
    double[] means = new double[performance.length];
    int whole = Math.min(window - 1, means.length);
    for (int back = window - 1; back >= 0; back--) {
      for (int i = whole; i < means.length; i++) {
        means[i] += performance[i - back];
      }
    }
    for (int i = whole; i < means.length; i++) {
      means[i] /= window;
    }
    for (int i = 0; i < whole; i++) {
      means[i] = smoothed(i, window);
    }
    return means;
  }
}
