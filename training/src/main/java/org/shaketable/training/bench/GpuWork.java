package org.shaketable.training.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shaketable.random.Gaussian;
import org.shaketable.random.RandomStream;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.data.DataSet;
import org.shaketable.training.data.LabelledData;
import org.shaketable.training.data.Samples;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.language.Pretraining;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Adam;
import org.shaketable.training.optimizer.AdamW;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.text.Markov;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Learner;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Task;
import org.shaketable.training.workload.Workload;

/** What is trained to time a GPU: one for each kernel. */
public enum GpuWork {
  /** {@code classifier.cu}. */
  CLASSIFIER("4-64-64-10 classifier, batch 64, Adam", "updates", 1) {
    private static final NetworkSpec NETWORK = new NetworkSpec(List.of(64, 64), Activation.TANH);

    @Override
    Task task() {
      return new Normal();
    }

    @Override
    Learner learner() {
      Adam adam = Adam.of(1e-3, 1e-8);
      return new Classification(STEPS, 64, adam, null, null, null, null, null, NETWORK);
    }

    @Override
    Optional<Contender> torch(int runs) {
      return PythonContender.of(
          new Shape(Normal.COLUMNS, NETWORK.hidden(), Normal.CLASSES, 64), runs);
    }
  },
  /** {@code ppo.cu}: an iteration has 512 steps of its four environments. */
  PPO("PPO on CartPole, CleanRL's settings", "environment steps", 512) {
    @Override
    Task task() {
      return EnvironmentTask.named("CartPole-v1");
    }

    @Override
    Learner learner() {
      return Settings.with(Ppo.standard(), "total-timesteps", STEPS);
    }

    @Override
    Optional<Contender> torch(int runs) {
      return Optional.empty();
    }
  },
  /** {@code transformer.cu}. */
  LANGUAGE_MODEL(
      "language model of 2 layers, width 32, 2 heads, context 32, 8 tokens, batch 8, AdamW",
      "updates",
      1) {
    private static final TransformerShape SHAPE = new TransformerShape(2, 32, 2, 32, 8, 8);

    @Override
    Task task() {
      return new Markov(SHAPE.vocabulary(), 2, 1.5, 20_000, 2_000, 1L);
    }

    @Override
    Learner learner() {
      AdamW adam = AdamW.of(1e-3, 0.1);
      Pretraining learner = Pretraining.of(STEPS, adam, SHAPE.network());
      return Settings.with(learner, "batch-size", SHAPE.batch());
    }

    @Override
    Optional<Contender> torch(int runs) {
      return PythonContender.of(SHAPE, runs);
    }
  };

  private static final long STEPS = 1_000_000_000;

  private final String what;
  private final String unit;
  private final int stepsPerRound;

  GpuWork(String what, String unit, int stepsPerRound) {
    this.what = what;
    this.unit = unit;
    this.stepsPerRound = stepsPerRound;
  }

  abstract Task task();

  abstract Learner learner();

  /** PyTorch's loop for so many runs in common tensors; empty where there is none. */
  abstract Optional<Contender> torch(int runs);

  /** What it is, for people to read. */
  public String what() {
    return what;
  }

  /** What a rate counts. */
  public String unit() {
    return unit;
  }

  /** Steps of the workload, each of which counts, that come together. */
  int stepsPerRound() {
    return stepsPerRound;
  }

  Workload workload() {
    return new Workload("bench", Engine.VECTOR, task(), learner(), 10);
  }

  /** Normal inputs and labels in turn: there is nothing to learn, and as much to compute. */
  private record Normal() implements LabelledData {
    private static final int COLUMNS = 4;
    private static final int CLASSES = 10;
    private static final int ROWS = 1024;

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
}
