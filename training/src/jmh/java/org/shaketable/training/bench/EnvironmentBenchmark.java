package org.shaketable.training.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.shaketable.random.Streams;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.environment.Environments;

/** One step of an environment with its observation, in eight side by side. */
@State(Scope.Thread)
public class EnvironmentBenchmark {
  private static final int COUNT = 8;

  /** Name of the environment. */
  @Param({"CartPole-v1", "Acrobot-v1", "MountainCar-v0", "MountainCarContinuous-v0", "Pendulum-v1"})
  public String environment;

  private Environments environments;
  private float[] observations;
  private double[] actions;
  private int width;

  /** Starts the episodes. */
  @Setup
  public void start() {
    Environment one = EnvironmentTask.named(environment).environment();
    environments = new Environments(one, COUNT, Streams.of(1).named("benchmark"));
    width = one.observationSize();
    observations = new float[COUNT * width];
    actions = new double[COUNT];
  }

  /** Steps all of them. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] step() {
    for (int i = 0; i < COUNT; i++) {
      actions[i] = 1 - actions[i];
    }
    environments.step(actions, 0);
    environments.observe(observations, 0, width);
    return observations;
  }
}
