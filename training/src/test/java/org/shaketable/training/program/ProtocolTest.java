package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.InputNoise;
import org.shaketable.perturbation.Shaker;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/** The protocol, spoken by a client in Java. */
class ProtocolTest {
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(List.of(new Tensor("w", 0, 2, 3), new Tensor("b", 6, 1, 1)));

  private static Workload client(String fault) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            JavaClient.class.getName(),
            fault);
    return Scripts.workload(new Program(command, null, Scripts.STEPS, null, null, null, 60));
  }

  @Test
  void aClientInAnotherLanguageMeetsTheSameDisturbanceAsHooksAtHomeBitForBit() throws Diverged {
    Workload workload = client("none");
    RunSpec spec = Scripts.shaken(workload, new GradientNoise(2));
    Shaker remote = new Shaker(spec.exposures(), spec.replicateSeed(), workload.horizon());
    float[] there;
    try (Trainee trainee =
        workload.learner().begin(workload, spec.stochasticity(), spec.streams(), remote)) {
      trainee.advance(Scripts.STEPS);
      there = trainee.parameters();
      assertThat(trainee.layout()).isEqualTo(LAYOUT);
      assertThat(trainee.measure(0).features().value(Feature.FEATURE_RANK)).isEqualTo(2.5);
    }
    assertThat(there).isEqualTo(atHome(spec));
    assertThat(remote.realisedMagnitudes().get(0)).isBetween(1.0, 3.0);
  }

  /** The client's training, here. */
  private static float[] atHome(RunSpec spec) {
    Hooks hooks = new Shaker(spec.exposures(), spec.replicateSeed(), spec.workload().horizon());
    float[] parameters = new float[JavaClient.SIZE];
    float[] gradient = new float[JavaClient.SIZE];
    Arrays.fill(parameters, 3);
    hooks.start(parameters, LAYOUT);
    for (long step = 0; step < Scripts.STEPS; step++) {
      for (int i = 0; i < parameters.length; i++) {
        gradient[i] = parameters[i] - 1;
      }
      hooks.gradient(step, step, gradient, LAYOUT);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= 0.1f * gradient[i];
      }
    }
    return parameters;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-hello       | expected hello first
          version        | expected version 1 of the protocol, found 99
          hello-twice    | Invalid hello: expected one, found another; call attach once
          shape          | Invalid shape: expected 7 values for the parameters, found 5
          type           | Invalid type: expected one of [float32, float64, int32, int64], found float16
          hook           | Invalid hook: expected one of [gradient,
          outside        | expected one inside the
          no-performance | expected the key 'performance', found none
          text           | expected a number for 'performance', found "good"
          feature        | Invalid feature: expected one of
          """)
  void whatIsWrongInAMessageIsSaidAndEndsTheRun(String fault, String message) {
    Workload workload = client(fault);
    Run run = Twin.alone(Scripts.shaken(workload, new GradientNoise(2)));
    assertThat(run.status()).isEqualTo(Status.FAILED);
    assertThat(run.message()).contains(message);
  }

  @Test
  void aLossThatIsNoneIsADivergenceAtItsStep() {
    Run run = Twin.alone(Scripts.clean(client("nan")));
    assertThat(run.status()).isEqualTo(Status.DIVERGED);
    assertThat(run.message()).isEqualTo("NaN in the loss at step 7");
    assertThat(run.trajectory()).hasSize(1);
  }

  @Test
  void aProgramWithoutTheHookThatADisturbanceNeedsIsNotRecordedAsShaken() {
    Run run = Twin.alone(Scripts.shaken(client("none"), new InputNoise(1)));
    assertThat(run.status()).isEqualTo(Status.FAILED);
    assertThat(run.message())
        .contains("expected a program that hands over [inputs]", "family input-noise");
  }

  @Test
  void windowsSayWhenAProgramHasToCall() {
    Workload workload = client("none");
    RunSpec spec = Scripts.shaken(workload, new GradientNoise(2));
    Exposure exposure = spec.exposures().get(0);
    assertThat(Window.of(exposure, workload.horizon()).json())
        .hasToString(
            "{\"hooks\":[\"gradient\"],\"from\":50,\"until\":70,\"period\":0,\"length\":0}");
  }
}
