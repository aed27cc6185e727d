package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.perturbation.ActionNoise;
import org.shaketable.perturbation.BatchSizeScale;
import org.shaketable.perturbation.ClippingScale;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.InputNoise;
import org.shaketable.perturbation.Inputs;
import org.shaketable.perturbation.LabelSmoothing;
import org.shaketable.perturbation.LearningRateScale;
import org.shaketable.perturbation.MomentumShift;
import org.shaketable.perturbation.OptimizerReset;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.PhysicsShift;
import org.shaketable.perturbation.RewardNoise;
import org.shaketable.perturbation.SampleDuplication;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.perturbation.Selection;
import org.shaketable.perturbation.Shaker;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.Surface;
import org.shaketable.perturbation.TargetNoise;
import org.shaketable.perturbation.TokenCorruption;
import org.shaketable.perturbation.WeightNoise;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/**
 * All hooks of the Python module at once, with arrays, tensors and lists of each type: the program
 * writes down what it handed over and what came back, and checks type, shape and identity itself.
 */
class PythonHooksTest {
  private static final int CLASSES = 7;
  private static final int[] LABELS = {0, 1, 2, 3, 4, 5, 6, 0, 1, 2};

  private static final ParameterLayout LAYOUT =
      new ParameterLayout(List.of(new Tensor("0", 0, 2, 3), new Tensor("1", 6, 1, 4)));

  private static final String SCRIPT =
      """
      import json, sys
      import numpy as np
      import shaketable
      IMPORT

      path, library, real, whole = sys.argv[1:]
      log = open(path, "w")
      run = shaketable.attach()
      random = run.generator()

      def make(values, dtype):
          array = np.asarray(values, dtype)
          if library == "list":
              return array.tolist()
          return torch.from_numpy(array) if library == "torch" else array

      def reals(*shape):
          return make(random.normal(size=shape), real)

      def wholes(bound, *shape):
          return make(random.integers(0, bound, shape), whole)

      def flat(values):
          values = values.detach().numpy() if hasattr(values, "detach") else values
          return [float(v) for v in np.asarray(values).reshape(-1)]

      def note(hook, before, after):
          log.write(json.dumps({"hook": hook, "step": run.steps_done, "before": before, "after": after}) + "\\n")

      def meet(name, hook, values, **more):
          before = flat(values)
          after = hook(values, **more)
          assert type(after) is type(values), (name, type(after), type(values))
          if library != "list":
              assert after.dtype == values.dtype and after.shape == values.shape, (name, after, values)
              assert library != "torch" or after.device == values.device
          assert (after is values) == (not 50 <= run.steps_done < 70), (name, run.steps_done)
          assert flat(values) == before, name + " changed what it was given"
          note(name, before, flat(after))

      def setting(name, hook, value):
          note(name, [value], [float(hook(value))])

      if library == "torch":
          class Sgd(torch.optim.SGD):
              def step(self, closure=None):
                  group = self.param_groups[0]
                  note("learning-rate", [0.01], [group["lr"]])
                  note("momentum", [0.9], [group["momentum"]])
                  note("gradient", self.before, flat(together([p.grad for p in weights])))
                  if self.memory is not None:
                      note("optimizer-state", self.memory, flat(together(self.buffers())))
                  super().step(closure)

              def buffers(self):
                  return [self.state[p]["momentum_buffer"] for p in weights]

      def together(arrays):
          return np.concatenate([np.asarray(flat(a)) for a in arrays])

      drawn = [random.normal(size=(2, 3)), random.normal(size=4)]
      if library == "torch":
          weights = [torch.nn.Parameter(torch.from_numpy(w.astype(real))) for w in drawn]
          optimizer = Sgd(weights, lr=0.01, momentum=0.9)
          run.watch(weights, optimizer, evaluate=lambda: 1)
      else:
          weights = [w.astype(real) for w in drawn]
          run.watch(weights, evaluate=lambda: 1)

      for step in range(run.steps):
          meet("inputs", run.inputs, reals(5, 2, 3), scale=np.arange(1, 7).reshape(2, 3))
          meet("labels", run.labels, wholes(7, 6), classes=7)
          meet("tokens", run.tokens, wholes(11, 2, 5), vocabulary=11)
          meet("samples", run.samples, wholes(10, 6), labels=make([0, 1, 2, 3, 4, 5, 6, 0, 1, 2], whole), classes=7)
          meet("actions", run.actions, wholes(3, 8), choices=3)
          meet("rewards", run.rewards, reals(8))
          meet("targets", run.targets, reals(8))
          constants = {"gravity": 9.81, "length": 0.5}
          after = run.physics(constants)
          assert (after is constants) == (not 50 <= step < 70)
          note("physics", list(constants.values()), list(after.values()))
          setting("batch-size", run.batch_size, 64)
          setting("label-smoothing", run.label_smoothing, 0.125)
          gradient = [random.normal(size=(2, 3)).astype(real), random.normal(size=4).astype(real)]
          if library == "torch":
              for p, g in zip(weights, gradient):
                  p.grad = torch.from_numpy(g.copy())
              optimizer.before = flat(together(gradient))
              setting("clipping", run.clipping, 0.5)
              optimizer.memory = flat(together(optimizer.buffers())) if step > 0 else None
              optimizer.step()
          else:
              before = flat(together(gradient))
              assert run.gradient(gradient) is gradient
              note("gradient", before, flat(together(gradient)))
              memory = [np.ones((2, 3), real), np.full(4, 2, real)]
              run.memory(memory)
              note("optimizer-state", [1.0] * 6 + [2.0] * 4, flat(together(memory)))
              setting("clipping", run.clipping, 0.5)
              setting("learning-rate", run.learning_rate, 0.01)
              setting("momentum", run.momentum, 0.9)
          before = flat(together(weights))
          if step == run.steps - 1:
              log.close()
          run.step(1.0)
          if step < run.steps - 1:
              note("parameters", before, flat(together(weights)))
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "numpy, float32, int64",
    "numpy, float64, int32",
    "list, float64, int64",
    "torch, float32, int32",
    "torch, float64, int64"
  })
  void whatAHookGivesBackIsWhatTheHooksAtHomeGiveAndOutsideOfItsScheduleWhatItWasGiven(
      String library, String real, String whole) throws IOException {
    Path log = directory.resolve("log");
    String script = SCRIPT.replace("IMPORT", library.equals("torch") ? "import torch" : "");
    Workload workload =
        withConstants(Scripts.workload(directory, script, log.toString(), library, real, whole));
    RunSpec spec = new RunSpec(workload, Stochasticity.NONE, exposures(), 1, 0);
    Run run = Twin.alone(spec);
    assertThat(run.message()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.COMPLETED);

    Shaker home = new Shaker(spec.exposures(), spec.replicateSeed(), workload.horizon());
    home.start(new float[LAYOUT.size()], LAYOUT);
    Set<String> changed = new HashSet<>();
    for (String line : Files.readAllLines(log)) {
      JsonObject call = JsonParser.parseString(line).getAsJsonObject();
      String hook = call.get("hook").getAsString();
      long step = call.get("step").getAsLong();
      double[] before = numbers(call.getAsJsonArray("before"));
      double[] after = numbers(call.getAsJsonArray("after"));
      assertThat(after).as("%s at step %d", hook, step).isEqualTo(home(home, hook, step, before));
      if (!Arrays.equals(before, after)) {
        assertThat(step).isBetween(50L, 69L);
        changed.add(hook);
      }
    }
    assertThat(changed)
        .containsExactlyInAnyOrder(
            "inputs",
            "labels",
            "tokens",
            "samples",
            "actions",
            "rewards",
            "targets",
            "physics",
            "clipping",
            "batch-size",
            "label-smoothing",
            "gradient",
            "optimizer-state",
            "learning-rate",
            "momentum",
            "parameters");
  }

  private static Workload withConstants(Workload workload) {
    return new Workload(
        workload.name(),
        Engine.PROGRAM,
        new ProgramTask("train.py", List.of("gravity", "length")),
        workload.learner(),
        Scripts.EVALUATIONS);
  }

  private static List<Exposure> exposures() {
    List<Perturbation> perturbations =
        List.of(
            new GradientNoise(2),
            new OptimizerReset(0.5),
            new WeightNoise(0.3),
            new LearningRateScale(1, ScaleDirection.UP),
            new MomentumShift(0.3, ScaleDirection.DOWN),
            new ClippingScale(1, ScaleDirection.UP),
            new BatchSizeScale(1, ScaleDirection.DOWN),
            new InputNoise(1),
            new SampleDuplication(0.5),
            new ActionNoise(0.5),
            new TokenCorruption(0.5),
            new PhysicsShift(1, "gravity", ScaleDirection.UP),
            new SignalFlip(0.5),
            new RewardNoise(1),
            new TargetNoise(1),
            new LabelSmoothing(0.25));
    Schedule middle = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%"));
    return perturbations.stream().map(each -> new Exposure(each, middle)).toList();
  }

  private static double[] numbers(JsonArray array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).getAsDouble();
    }
    return numbers;
  }

  /** The same call here; a double that single precision leaves alone keeps all its bits. */
  private static double[] home(Hooks home, String hook, long step, double[] before) {
    if (List.of("labels", "tokens", "samples", "actions").contains(hook)) {
      int[] values = Arrays.stream(before).mapToInt(value -> (int) value).toArray();
      whole(home, hook, step, values);
      return Arrays.stream(values).asDoubleStream().toArray();
    }
    if (hook.equals("physics")) {
      Map<String, Double> constants = new HashMap<>();
      constants.put("gravity", before[0]);
      constants.put("length", before[1]);
      home.physics(step, step, constants);
      return new double[] {constants.get("gravity"), constants.get("length")};
    }
    if (before.length == 1) {
      Surface surface = Surface.valueOf(hook.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
      double value = home.setting(surface, step, step, before[0]);
      return new double[] {surface == Surface.BATCH_SIZE ? Math.rint(value) : value};
    }
    float[] values = new float[before.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) before[i];
    }
    float[] handed = values.clone();
    real(home, hook, step, values);
    double[] after = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      after[i] = values[i] == handed[i] ? before[i] : values[i];
    }
    return after;
  }

  private static void whole(Hooks home, String hook, long step, int[] values) {
    switch (hook) {
      case "labels" -> home.labels(step, step, values, values.length, CLASSES);
      case "tokens" -> home.tokens(step, step, values, values.length, 11);
      case "samples" ->
          home.samples(step, step, new Selection(values, values.length, LABELS, CLASSES));
      default -> home.actions(step, step, values, values.length, 3);
    }
  }

  private static void real(Hooks home, String hook, long step, float[] values) {
    switch (hook) {
      case "inputs" ->
          home.inputs(step, step, new Inputs(values, 0, 5, 6, 6, new float[] {1, 2, 3, 4, 5, 6}));
      case "rewards" -> home.rewards(step, step, values, values.length);
      case "targets" -> home.targets(step, step, values, values.length);
      case "gradient" -> home.gradient(step, step, values, LAYOUT);
      case "optimizer-state" -> home.optimizerState(step, step, values, LAYOUT);
      case "parameters" -> home.parameters(step, step, values, LAYOUT);
      default -> throw new IllegalArgumentException(hook);
    }
  }
}
