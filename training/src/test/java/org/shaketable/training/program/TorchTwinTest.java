package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.perturbation.Shaker;
import org.shaketable.training.classification.Classification;
import org.shaketable.training.data.Spirals;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.optimizer.Sgd;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * The classifier at home and the same one in PyTorch, from the same weights on the same batches.
 */
class TorchTwinTest {
  private static final int BATCH = 16;
  private static final double TOLERANCE = 1e-4;

  private static final String SCRIPT =
      """
      import sys
      import numpy as np
      import torch
      import shaketable

      directory = sys.argv[1]
      run = shaketable.attach()
      read = lambda name, dtype: np.fromfile(directory + "/" + name, ">" + dtype).astype(dtype)
      start = torch.from_numpy(read("start", "f4"))
      x_all = torch.from_numpy(read("inputs", "f4").reshape(run.steps, 16, 2))
      y_all = torch.from_numpy(read("labels", "i4").reshape(run.steps, 16).astype("i8"))

      class Net(torch.nn.Module):
          def __init__(self):
              super().__init__()
              at = 0
              for name, shape in (("W1", (2, 8)), ("b1", (8,)), ("W2", (8, 3)), ("b2", (3,))):
                  count = int(np.prod(shape))
                  setattr(self, name, torch.nn.Parameter(start[at : at + count].reshape(shape).clone()))
                  at += count

          def forward(self, x):
              return torch.tanh(x @ self.W1 + self.b1) @ self.W2 + self.b2

      model = Net()
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
      flat = lambda: torch.cat([p.grad.reshape(-1) for p in model.parameters()]).numpy().tobytes()
      log = open(directory + "/gradients", "wb")
      plain = optimizer.step
      optimizer.step = lambda: (log.write(flat()), log.flush(), plain())
      run.watch(model, optimizer, evaluate=lambda: 1)
      for x, y in zip(x_all, y_all):
          loss = torch.nn.functional.cross_entropy(model(x), y)
          optimizer.zero_grad()
          loss.backward()
          log.write(flat())
          optimizer.step()
          run.step(loss)
      """;

  @TempDir Path directory;
  private Workload program;

  /** What the learner at home began with and saw. */
  private static final class Recorder implements Hooks {
    private final Path directory;

    Recorder(Path directory) {
      this.directory = directory;
    }

    @Override
    public void start(float[] parameters, ParameterLayout layout) {
      assertThat(layout.size()).isEqualTo(2 * 8 + 8 + 8 * 3 + 3);
      reals("start", parameters, layout.size());
    }

    @Override
    public void inputs(long step, long event, Inputs inputs) {
      assertThat(inputs.stride()).isEqualTo(2);
      reals("inputs", inputs.values(), BATCH * 2);
    }

    @Override
    public void labels(long step, long event, int[] labels, int count, int classes) {
      append(
          "labels",
          out -> {
            for (int i = 0; i < count; i++) {
              out.writeInt(labels[i]);
            }
          });
    }

    private void reals(String name, float[] values, int count) {
      append(
          name,
          out -> {
            for (int i = 0; i < count; i++) {
              out.writeFloat(values[i]);
            }
          });
    }

    private interface Content {
      void to(DataOutputStream out) throws IOException;
    }

    private void append(String name, Content content) {
      try (OutputStream file =
              Files.newOutputStream(
                  directory.resolve(name),
                  java.nio.file.StandardOpenOption.CREATE,
                  java.nio.file.StandardOpenOption.APPEND);
          DataOutputStream out = new DataOutputStream(file)) {
        content.to(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void write() {
    program = Scripts.workload(directory, SCRIPT, directory.toString());
  }

  private static Workload atHome() {
    Classification learner =
        new Classification(
            Scripts.STEPS,
            BATCH,
            new Sgd(0.1, 0.9, false),
            null,
            null,
            null,
            null,
            null,
            new NetworkSpec(List.of(8), Activation.TANH));
    return new Workload("spirals", Engine.VECTOR, Spirals.standard(), learner, Scripts.EVALUATIONS);
  }

  private static Trainee begin(RunSpec spec, Hooks hooks) {
    return spec.workload()
        .learner()
        .begin(spec.workload(), spec.stochasticity(), spec.streams(), hooks);
  }

  @Test
  void thePyTorchTwinOfTheClassifierAgreesAndMeetsTheSameDisturbanceBitForBit()
      throws Diverged, IOException {
    RunSpec home = new RunSpec(atHome(), Stochasticity.NONE, List.of(), 1, 0);
    List<float[]> expected = new ArrayList<>();
    try (Trainee trainee = begin(home, new Recorder(directory))) {
      for (int index = 0; index <= Scripts.EVALUATIONS; index++) {
        trainee.advance(home.workload().horizon().stepOf(index));
        expected.add(trainee.parameters());
      }
    }
    assertThat(expected.get(0)).isNotEqualTo(expected.get(Scripts.EVALUATIONS));

    try (Trainee twin = begin(Scripts.clean(program), Hooks.NONE)) {
      for (int index = 0; index <= Scripts.EVALUATIONS; index++) {
        twin.advance(program.horizon().stepOf(index));
        assertThat(twin.parameters())
            .as("evaluation %d", index)
            .containsExactly(expected.get(index), within((float) TOLERANCE));
      }
    }
    sameDisturbance();
  }

  /** Each gradient behind the hook is what the hook at home makes of the one before it. */
  private void sameDisturbance() throws Diverged, IOException {
    RunSpec spec = Scripts.shaken(program, new GradientNoise(4));
    ParameterLayout layout;
    try (Trainee shaken =
        begin(spec, new Shaker(spec.exposures(), spec.replicateSeed(), program.horizon()))) {
      shaken.advance(Scripts.STEPS);
      layout = shaken.layout();
    }
    ByteBuffer log =
        ByteBuffer.wrap(Files.readAllBytes(directory.resolve("gradients")))
            .order(ByteOrder.LITTLE_ENDIAN);
    Shaker home = new Shaker(spec.exposures(), spec.replicateSeed(), program.horizon());
    int differ = 0;
    for (long step = 0; step < Scripts.STEPS; step++) {
      float[] before = floats(log, layout.size());
      float[] gradient = before.clone();
      home.gradient(step, step, gradient, layout);
      assertThat(floats(log, layout.size())).as("step %d", step).isEqualTo(gradient);
      differ += java.util.Arrays.equals(before, gradient) ? 0 : 1;
    }
    assertThat(differ).isEqualTo(20);
  }

  private static float[] floats(ByteBuffer log, int count) {
    float[] values = new float[count];
    log.asFloatBuffer().get(values);
    log.position(log.position() + count * Float.BYTES);
    return values;
  }
}
