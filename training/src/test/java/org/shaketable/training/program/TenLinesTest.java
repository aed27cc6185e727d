package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.InputNoise;
import org.shaketable.perturbation.LearningRateScale;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.WeightNoise;
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

/**
 * The ten lines that a script of PyTorch needs, as they are shown, around a script without them.
 */
class TenLinesTest {
  /** What the user has already. */
  private static final String SCRIPT =
      """
      import torch

      def build(seed):
          torch.manual_seed(seed)
          model = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Linear(8, 10))
          return model, torch.optim.SGD(model.parameters(), lr=0.05)

      def batches(seed):
          generator = torch.Generator().manual_seed(seed)
          while True:
              x = torch.randn(32, 2, generator=generator)
              yield x, kinds(x)

      def kinds(x):
          return (x[:, 0] > 0).long() + 2 * (x[:, 1] > 0).long()

      def accuracy(model):
          x = torch.randn(500, 2, generator=torch.Generator().manual_seed(0))
          return (model(x).argmax(1) == kinds(x)).float().mean().item()

      criterion = torch.nn.CrossEntropyLoss()
      """;

  /** As a user wrote them down who had not seen the module: gradients add up over the steps. */
  private static final String ASKED_FOR =
      """
      import shaketable
      run = shaketable.attach()
      model, optimizer = build(run.seed)
      run.watch(model, optimizer)
      for x, y in batches(run.seed):
          x, y = run.inputs(x), run.labels(y, classes=10)
          loss = criterion(model(x), y); loss.backward(); optimizer.step()
          run.step(loss, evaluate=lambda: {"performance": accuracy(model), "predictive_entropy": 0.5})
      """;

  private static RunSpec shaken(Workload workload) {
    Schedule middle = new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%"));
    List<Exposure> exposures =
        Stream.of(
                new GradientNoise(4),
                new InputNoise(4),
                new WeightNoise(1),
                new SignalFlip(0.8),
                new LearningRateScale(4, ScaleDirection.UP))
            .map(perturbation -> new Exposure(perturbation, middle))
            .toList();
    return new RunSpec(workload, Stochasticity.NONE, exposures, 1, 0);
  }

  @TempDir Path directory;

  private static String shown() throws IOException {
    Path page = Path.of(System.getProperty("basedir", "."), "PROGRAMS.md");
    Matcher block =
        Pattern.compile(
                "^## In Python\n.*?^```python\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(page));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void theLinesThatAreShownAreTenAndMeetEachDisturbance() throws IOException {
    assertThat(shown().lines()).hasSizeLessThanOrEqualTo(10);
    assertMeetsDisturbances(Scripts.workload(directory, SCRIPT + shown()));
    assertThat(Files.readString(Path.of(System.getProperty("basedir", "."), "..", "README.md")))
        .contains("```python\n" + shown() + "```\n");
  }

  @Test
  void theLinesThatWereAskedForMeetEachDisturbance() {
    Twin twin = assertMeetsDisturbances(Scripts.workload(directory, SCRIPT + ASKED_FOR));
    for (Evaluation evaluation : twin.run().trajectory()) {
      assertThat(evaluation.measurement().features().value(Feature.PREDICTIVE_ENTROPY))
          .isEqualTo(0.5);
    }
  }

  @Test
  void withoutAnEvaluationTheRunSaysWhatIsMissing() {
    String lines = ASKED_FOR.replaceFirst(", evaluate=.*", ")");
    Run run = Twin.alone(Scripts.clean(Scripts.workload(directory, SCRIPT + lines)));
    assertThat(run.status()).isEqualTo(Status.FAILED);
    assertThat(run.message())
        .contains("expected evaluate=... at step 1, where an evaluation is due, found none");
  }

  private static Twin assertMeetsDisturbances(Workload workload) {
    Twin twin = Twin.of(Scripts.clean(workload));
    assertThat(twin.run().message()).isEmpty();
    assertThat(twin.run().status()).isEqualTo(Status.COMPLETED);
    assertThat(twin.run().finalPerformance()).isGreaterThan(0.8);
    // A run whose disturbance never met its hook would be FAILED.
    Run shaken = twin.train(shaken(workload));
    assertThat(shaken.message()).isEmpty();
    for (Evaluation evaluation : shaken.trajectory()) {
      assertThat(evaluation.parameterDistance() > 0)
          .as("evaluation %d", evaluation.index())
          .isEqualTo(evaluation.index() > 5);
    }
    return twin;
  }
}
