package org.shaketable.training.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.Gaussian;
import org.shaketable.random.RandomStream;
import org.shaketable.random.Streams;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.classification.ClassifierPlan;
import org.shaketable.training.classification.ClassifierShape;
import org.shaketable.training.cohort.TraineeCohort;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.data.Samples;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.Coefficients;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * Updates per second of a 4-64-64-10 classifier (batch 64, Adam) on a GPU against the number of
 * runs at once, and whether the GPU has the vector engine's bits.
 */
public final class GpuBench {
  private static final int COLUMNS = 4;
  private static final int BATCH = 64;
  private static final long STEPS = 1_000_000_000;

  private static final NetworkSpec NETWORK = new NetworkSpec(List.of(64, 64), Activation.TANH);

  private final Gpu gpu;
  private final double seconds;
  private final Workload workload;

  /** Normal inputs and labels in turn: there is nothing to learn, and as much to compute. */
  private record Normal() implements LabelledData {
    private static final int ROWS = 1024;
    private static final int CLASSES = 10;

    @Override
    public String name() {
      return "normal";
    }

    @Override
    public Integer classes() {
      return CLASSES;
    }

    @Override
    public int trainingSamples() {
      return ROWS;
    }

    @Override
    public DataSet read() {
      float[] inputs = new float[ROWS * COLUMNS];
      Gaussian.add(inputs, 0, inputs.length, 1, RandomStream.of(0, "bench/normal", 0));
      int[] labels = IntStream.range(0, ROWS).map(i -> i % CLASSES).toArray();
      Samples samples = new Samples(inputs, labels, COLUMNS);
      return DataSet.unscaled(samples, samples, CLASSES);
    }
  }

  /**
   * Updates per second, of all runs together.
   *
   * @param runs runs at once
   * @param kernel updates per second where the GPU alone is timed
   * @param whole the same with what the JVM prepares for each run; NaN where that was not measured
   */
  public record Rate(int runs, double kernel, double whole) {}

  /**
   * A benchmark of a GPU.
   *
   * @param seconds time of each measurement, about
   */
  public GpuBench(Gpu gpu, double seconds) {
    this.gpu = gpu;
    this.seconds = seconds;
    Classification learner =
        new Classification(
            STEPS, BATCH, Adam.of(1e-3, 1e-8), null, null, null, null, null, NETWORK);
    this.workload = new Workload("normal", Engine.VECTOR, new Normal(), learner, 10);
  }

  private Trainee begin(long seed) {
    return workload.learner().begin(workload, Stochasticity.NONE, Streams.of(seed), Hooks.NONE);
  }

  /** Of so many runs, how many have other parameters than the vector engine's after updates. */
  public long different(int runs, int updates) throws Unavailable {
    List<Trainee> there = IntStream.range(0, runs).mapToObj(this::begin).toList();
    try (TraineeCohort cohort = TraineeCohort.of(gpu, workload, there)) {
      cohort.advance(updates);
    }
    return IntStream.range(0, runs)
        .filter(run -> !Arrays.equals(here(run, updates), there.get(run).parameters()))
        .count();
  }

  private float[] here(long seed, int updates) {
    Trainee trainee = begin(seed);
    advance(trainee, updates);
    return trainee.parameters();
  }

  private static void advance(Trainee trainee, long until) {
    try {
      trainee.advance(until);
    } catch (Diverged e) {
      throw new IllegalStateException("Cannot time a training that diverges", e);
    }
  }

  /** Updates per second of the vector engine on this thread, after as long a warm-up. */
  public double vectorRate() {
    Trainee trainee = begin(0);
    double rate = 0;
    for (int pass = 0; pass < 2; pass++) {
      long first = trainee.step();
      long start = System.nanoTime();
      while (since(start) < seconds) {
        advance(trainee, trainee.step() + 100);
      }
      rate = (trainee.step() - first) / since(start);
    }
    return rate;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * The rates of a cohort.
   *
   * @param mostWhole runs, at most, for which what the JVM prepares is timed too: each takes about
   *     a megabyte
   */
  public Rate rate(int runs, int mostWhole) throws Unavailable {
    return new Rate(runs, kernelRate(runs), runs <= mostWhole ? wholeRate(runs) : Double.NaN);
  }

  /**
   * Updates per second of PyTorch, all runs in common tensors; empty where no Python has torch.
   *
   * @see #torchPlace
   */
  public OptionalDouble torchRate(int runs) throws Unavailable {
    Shape shape = new Shape(COLUMNS, NETWORK.hidden(), Normal.CLASSES, BATCH);
    Optional<Contender> torch = PythonContender.of(shape, runs);
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

  /** All runs do the same updates from other parameters. */
  private double kernelRate(int runs) throws Unavailable {
    Classification learner = (Classification) workload.learner();
    var shape = learner.shape(workload);
    RunPlan plan = new RunPlan(shape.tables(), RunPlan.Kept.NONE);
    List<Bytes> constants = ClassifierShape.constants(new Normal());
    try (Cohort cohort = Cohort.of(gpu, shape, constants, runs, 0, 0)) {
      float[] parameters = begin(0).parameters();
      for (int run = 0; run < runs; run++) {
        parameters[0] = run * 1e-4f;
        cohort.start(run, parameters, parameters);
      }
      return rate(
          runs,
          updates -> {
            plan(plan, updates);
            long start = System.nanoTime();
            cohort.launch(Collections.nCopies(runs, plan), updates, false);
            return since(start);
          });
    }
  }

  /** Does so many updates of all runs and tells the seconds that they took. */
  @FunctionalInterface
  private interface Timed {
    double seconds(int updates) throws Unavailable;
  }

  /**
   * Updates per second, of all runs together. Their number grows until they take the time asked
   * for; the first compiles and warms up.
   */
  private double rate(int runs, Timed timed) throws Unavailable {
    int updates = 1;
    double took = timed.seconds(updates);
    while (took < seconds) {
      updates = (int) Math.ceil(updates * Math.min(16, 1.2 * seconds / took));
      took = timed.seconds(updates);
    }
    return runs * (double) updates / took;
  }

  private static void plan(RunPlan plan, int updates) {
    plan.clear();
    ClassifierPlan batches = new ClassifierPlan(plan);
    Coefficients.Sequence sequence = new Coefficients.Sequence(Adam.of(1e-3, 1e-8));
    int[] indices = IntStream.range(0, BATCH).toArray();
    batches.indices(indices, BATCH);
    for (int i = 0; i < updates; i++) {
      batches.batch(0, BATCH, 0);
      plan.update(RunPlan.Acts.NONE, sequence.next(1e-3, 0.9), 0);
    }
  }

  private double wholeRate(int runs) throws Unavailable {
    List<Trainee> trainees = IntStream.range(0, runs).mapToObj(this::begin).toList();
    try (TraineeCohort cohort = TraineeCohort.of(gpu, workload, trainees)) {
      cohort.advance(64);
      long start = System.nanoTime();
      while (since(start) < seconds) {
        cohort.advance(cohort.done() + 64);
      }
      return runs * (double) (cohort.done() - 64) / since(start);
    }
  }
}
