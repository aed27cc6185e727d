package org.shaketable.training.program;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** Programs in Python for tests, as workloads. */
final class Scripts {
  static final long STEPS = 100;
  static final int EVALUATIONS = 10;

  /** Logistic regression in NumPy. */
  static final String NUMPY =
      """
      import numpy as np
      import shaketable

      run = shaketable.attach()
      random = run.generator()
      x_all = random.normal(size=(300, 5)).astype(np.float32)
      y_all = (x_all @ np.arange(1, 6) > 0).astype(np.int64)
      w = random.normal(size=(5, 2)).astype(np.float32) * np.float32(0.1)
      b = np.zeros(2, np.float32)
      run.watch({"w": w, "b": b})

      def outputs(x):
          return x @ w + b

      def evaluate():
          return {"performance": (outputs(x_all).argmax(1) == y_all).mean(), "outputs": outputs(x_all[:20])}

      for step in range(run.steps):
          batch = random.integers(0, 300, 32)
          x, y = run.inputs(x_all[batch]), run.labels(y_all[batch], classes=2)
          z = outputs(x)
          p = np.exp(z - z.max(1, keepdims=True))
          p /= p.sum(1, keepdims=True)
          loss = -np.log(p[np.arange(32), y] + 1e-30).mean()
          g = (p - np.eye(2, dtype=np.float32)[y]) / 32
          gradient = run.gradient({"w": (x.T @ g).astype(np.float32), "b": g.sum(0).astype(np.float32)})
          rate = run.learning_rate(0.5)
          w -= np.float32(rate) * gradient["w"]
          b -= np.float32(rate) * gradient["b"]
          run.step(loss, evaluate)
      """;

  private Scripts() {}

  /** A program of one file; skips the test where no Python has the modules that it imports. */
  static Workload workload(Path directory, String script, String... more) {
    return workload(directory, script, 60, more);
  }

  static Workload workload(Path directory, String script, int silence, String... more) {
    write(directory.resolve("train.py"), script);
    List<String> command = new ArrayList<>(List.of("python3", "train.py"));
    command.addAll(Arrays.asList(more));
    assumeTrue(
        !Interpreter.resolved(command, directory).equals(command),
        "No python3 of this machine has what this test's program imports: install python3-numpy and"
            + " python3-torch");
    return workload(
        new Program(
            command,
            List.of(ProgramFile.in(directory, "train.py")),
            STEPS,
            null,
            null,
            null,
            silence));
  }

  static Workload workload(Program program) {
    return new Workload(
        "program", Engine.PROGRAM, new ProgramTask("train.py", null), program, EVALUATIONS);
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RunSpec clean(Workload workload) {
    return new RunSpec(workload, Stochasticity.NONE, List.of(), 1, 0);
  }

  /** A disturbance from the middle for a fifth of the run. */
  static RunSpec shaken(Workload workload, Perturbation perturbation) {
    Schedule middle = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%"));
    return new RunSpec(
        workload, Stochasticity.NONE, List.of(new Exposure(perturbation, middle)), 1, 0);
  }
}
