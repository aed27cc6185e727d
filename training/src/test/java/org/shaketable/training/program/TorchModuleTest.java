package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.LearningRateScale;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** What the Python module does for PyTorch alone; each script checks itself. */
class TorchModuleTest {
  private static final String FEATURES =
      """
      import sys, torch, shaketable
      import numpy as np
      run = shaketable.attach(seed=3, steps=7, evaluations=2)
      assert (run.audited, run.seed, run.steps) == (False, 3, 7)
      torch.manual_seed(0)
      model = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Dropout(), torch.nn.Linear(4, 3))
      with torch.no_grad():
          model[0].weight[3] = 0
          model[0].bias[3] = -1  # never on
          model[0].bias[:3] = 0
      x, y = torch.randn(16, 2), torch.randint(3, (16,))
      before = {name: value.clone() for name, value in model.state_dict().items()}
      state = torch.get_rng_state()
      got = shaketable.features(model, x, y, torch.nn.functional.cross_entropy)

      # By other means, in double precision.
      w, b = (p.detach().double().numpy() for p in (model[0].weight, model[0].bias))
      hidden = np.maximum(x.double().numpy() @ w.T + b, 0)
      deviation = np.abs(hidden - hidden.mean(0)).mean(0)
      assert got["dormant_share"] == (deviation <= 0.025 * deviation.mean()).mean() == 0.25, got
      eigen = np.linalg.eigvalsh(np.cov(hidden.T))
      assert abs(got["feature_rank"] - eigen.sum() ** 2 / (eigen ** 2).sum()) < 1e-4, got
      model.eval()
      assert torch.equal(got["outputs"], model(x))
      units = []
      for part in range(4):
          model.zero_grad()
          rows = slice(4 * part, 4 * part + 4)
          torch.nn.functional.cross_entropy(model(x[rows]), y[rows]).backward()
          flat = np.concatenate([p.grad.double().numpy().ravel() for p in model.parameters()])
          units.append(flat / np.linalg.norm(flat))
      cosines = [units[i] @ units[j] for i in range(4) for j in range(4) if i != j]
      assert abs(got["gradient_coherence"] - np.mean(cosines)) < 1e-5, (got, np.mean(cosines))

      # As it was.
      model.train()
      model.zero_grad()
      shaketable.features(model, x)
      assert all(module.training for module in model.modules())
      assert all(p.grad is None or not p.grad.any() for p in model.parameters())
      assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())
      assert torch.equal(state, torch.get_rng_state())

      # Nobody audits: the hooks give back what they get, evaluations come when they are due.
      optimizer = torch.optim.Adam(model.parameters())
      run.watch(model, optimizer, evaluate=lambda: {"performance": float(torch.rand(()))})
      steps = []
      for step in range(run.steps):
          assert run.inputs(x) is x and run.labels(y, classes=3) is y
          torch.nn.functional.cross_entropy(model(x), y).backward()
          optimizer.step()
          due, state = run.due, torch.get_rng_state()
          if run.step(1.0) is not None:
              assert due
              steps.append(run.steps_done)
          assert torch.equal(state, torch.get_rng_state())
      assert run.done and steps == [4, 7], steps
      """;

  /** With a closure, a schedule of the learning rate, a frozen parameter and a half model. */
  private static final String TRAINING =
      """
      import sys, torch, shaketable
      run = shaketable.attach()
      torch.manual_seed(run.seed)
      class Net(torch.nn.Module):
          def __init__(self):
              super().__init__()
              self.first = torch.nn.Linear(3, 5)
              self.frozen = torch.nn.Parameter(torch.ones(5), requires_grad=False)
              self.last = torch.nn.Linear(5, 2)
              self.unused = torch.nn.Parameter(torch.ones(1, 2))
          def forward(self, x):
              return self.last(torch.tanh(self.first(x)) * self.frozen)
      model = Net()
      x = torch.randn(64, 3)
      y = (x.sum(1) > 0).long()
      optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
      rates = []
      class Adam(torch.optim.Adam):
          def step(self, closure=None):
              rates.append(self.param_groups[0]["lr"])
              return super().step(closure)
      optimizer = Adam(model.parameters(), lr=0.01)
      schedule = torch.optim.lr_scheduler.StepLR(optimizer, 30, 0.5)
      run.watch(model, optimizer)
      def evaluate():
          accuracy = (model(x).argmax(1) == y).float().mean()
          return {"performance": accuracy, "predictive_entropy": 0.5, **shaketable.features(model, x[:16])}
      while not run.done:
          def closure():
              optimizer.zero_grad()
              loss = torch.nn.functional.cross_entropy(model(x), y)
              loss.backward()
              return loss
          loss = optimizer.step(closure)
          schedule.step()
          if run.steps_done == 99:
              open(sys.argv[1], "w").write(" ".join("%.6g" % rate for rate in rates))
          run.step(loss, evaluate)
      """;

  @TempDir Path directory;

  @Test
  void featuresAreWhatTheirDefinitionsSayAndWithoutAnAuditHooksDoNothing() throws Exception {
    Scripts.workload(directory, FEATURES);
    PythonModule.write(directory);
    Path said = directory.resolve("said");
    Process alone =
        new ProcessBuilder(Interpreter.resolved(List.of("python3", "train.py"), directory))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(alone.waitFor()).as(Files.readString(said)).isZero();
  }

  @Test
  void anOptimizerWithAClosureMeetsItsDisturbancesAndKeepsItsSchedule() throws Exception {
    Path rates = directory.resolve("rates");
    Workload workload = Scripts.workload(directory, TRAINING, rates.toString());
    Schedule middle = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%"));
    RunSpec spec =
        new RunSpec(
            workload,
            Stochasticity.NONE,
            List.of(
                new Exposure(new LearningRateScale(1, ScaleDirection.UP), middle),
                new Exposure(new GradientNoise(2), middle)),
            1,
            0);
    Twin twin = Twin.of(spec);
    assertThat(twin.run().message()).isEmpty();
    assertThat(twin.run().finalPerformance()).isGreaterThan(0.9);

    Run run = twin.train(spec);
    assertThat(run.message()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.COMPLETED);
    String[] used = Files.readString(rates).split(" ");
    assertThat(used).hasSize(100);
    for (int step = 0; step < used.length; step++) {
      double scheduled = 0.01 * Math.pow(0.5, step / 30);
      boolean shaken = step >= 50 && step < 70;
      assertThat(Double.parseDouble(used[step]))
          .as("step %d", step)
          .isEqualTo(shaken ? 2 * scheduled : scheduled);
    }
    for (Evaluation evaluation : run.trajectory()) {
      assertThat(evaluation.parameterDistance() > 0).isEqualTo(evaluation.index() > 5);
      assertThat(evaluation.measurement().features().value(Feature.PREDICTIVE_ENTROPY))
          .isEqualTo(0.5);
      assertThat(evaluation.measurement().features().value(Feature.FEATURE_RANK)).isPositive();
    }
  }
}
