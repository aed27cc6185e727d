package org.shaketable.training.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Streams;
import org.shaketable.training.cohort.CohortTrainee;
import org.shaketable.training.cohort.RepeatedRun;
import org.shaketable.training.cohort.TraineeCohort;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Steps per second of one kernel's work on a GPU against the number of runs at once, and whether
 * the GPU has the vector engine's bits.
 */
public final class GpuBench {
  private final Gpu gpu;
  private final double seconds;
  private final GpuWork work;
  private final Workload workload;

  /**
   * Steps per second, of all runs together.
   *
   * @param runs runs at once
   * @param kernel steps per second where the GPU alone is timed
   * @param whole the same with what the JVM prepares for each run; NaN where that was not measured
   */
  public record Rate(int runs, double kernel, double whole) {}

  /**
   * A benchmark of a GPU.
   *
   * @param seconds time of each measurement, about
   */
  public GpuBench(Gpu gpu, GpuWork work, double seconds) {
    this.gpu = gpu;
    this.work = work;
    this.seconds = seconds;
    this.workload = work.workload();
  }

  private Trainee begin(long seed) {
    return workload.learner().begin(workload, Stochasticity.NONE, Streams.of(seed), Hooks.NONE);
  }

  /** Of so many runs, how many have other parameters than the vector engine's after steps. */
  public long different(int runs, long steps) throws Unavailable {
    List<Trainee> there = IntStream.range(0, runs).mapToObj(this::begin).toList();
    try (TraineeCohort cohort = TraineeCohort.of(gpu, workload, there)) {
      cohort.advance(steps);
    }
    return IntStream.range(0, runs)
        .filter(run -> !Arrays.equals(here(run, steps), there.get(run).parameters()))
        .count();
  }

  private float[] here(long seed, long steps) {
    Trainee trainee = begin(seed);
    advance(trainee, steps);
    return trainee.parameters();
  }

  private static void advance(Trainee trainee, long until) {
    try {
      trainee.advance(until);
    } catch (Diverged e) {
      throw new IllegalStateException("Cannot time a training that diverges", e);
    }
  }

  /** Steps per second of the vector engine on this thread, after as long a warm-up. */
  public double vectorRate() {
    Trainee trainee = begin(0);
    double rate = 0;
    for (int pass = 0; pass < 2; pass++) {
      long first = trainee.step();
      long start = System.nanoTime();
      while (since(start) < seconds) {
        advance(trainee, trainee.step() + Math.max(1, 100 / work.stepsPerRound()));
      }
      rate = (trainee.step() - first) / since(start);
    }
    return rate;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Whether the GPU's memory has room for so many runs. */
  public boolean hasRoom(int runs) throws Unavailable {
    return runs <= TraineeCohort.mostRuns(workload, gpu.freeMemory(), Long.MAX_VALUE);
  }

  /**
   * The rates of a cohort.
   *
   * @param mostWhole runs, at most, for which what the JVM prepares is timed too, as far as half of
   *     the heap has room
   */
  public Rate rate(int runs, int mostWhole) throws Unavailable {
    long heap = Runtime.getRuntime().maxMemory() / 2;
    int most = Math.min(mostWhole, TraineeCohort.mostRuns(workload, gpu.freeMemory(), heap));
    return new Rate(runs, kernelRate(runs), runs <= most ? wholeRate(runs) : Double.NaN);
  }

  /**
   * Steps per second of PyTorch, all runs in common tensors; empty where no Python has torch, and
   * for PPO.
   *
   * @see #torchPlace
   */
  public OptionalDouble torchRate(int runs) throws Unavailable {
    Optional<Contender> torch = work.torch(runs);
    if (torch.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (Contender contender = torch.get()) {
      return OptionalDouble.of(rate(runs, updates -> contender.train(updates) / 1e6));
    }
  }

  /** Where PyTorch computes, for people to read. */
  public static String torchPlace() {
    return PythonContender.torchHasGpu() ? "its GPU" : "one thread of the CPU";
  }

  /** All runs have the same batches or environments, and other parameters. */
  private double kernelRate(int runs) throws Unavailable {
    CohortTrainee trainee = (CohortTrainee) begin(0);
    try (RepeatedRun run = RepeatedRun.of(gpu, workload, trainee, runs)) {
      return rate(runs, run::seconds) * work.stepsPerRound();
    }
  }

  /** Does so many rounds of all runs and tells the seconds that they took. */
  @FunctionalInterface
  private interface Timed {
    double seconds(int rounds) throws Unavailable;
  }

  /**
   * Rounds per second, of all runs together. Their number grows until they take the time asked for;
   * the first compiles and warms up.
   */
  private double rate(int runs, Timed timed) throws Unavailable {
    int rounds = 1;
    double took = timed.seconds(rounds);
    while (took < seconds) {
      rounds = (int) Math.ceil(rounds * Math.min(16, 1.2 * seconds / took));
      took = timed.seconds(rounds);
    }
    return runs * (double) rounds / took;
  }

  private double advance(TraineeCohort cohort, int rounds) throws Unavailable {
    long start = System.nanoTime();
    cohort.advance((cohort.done() + rounds) * work.stepsPerRound());
    return since(start);
  }

  private double wholeRate(int runs) throws Unavailable {
    List<Trainee> trainees = IntStream.range(0, runs).mapToObj(this::begin).toList();
    try (TraineeCohort cohort = TraineeCohort.of(gpu, workload, trainees)) {
      return rate(runs, rounds -> advance(cohort, rounds)) * work.stepsPerRound();
    }
  }
}
