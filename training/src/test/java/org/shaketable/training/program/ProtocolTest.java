package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.layout.Tensor;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.InputNoise;
import org.shaketable.perturbation.LearningRateScale;
import org.shaketable.perturbation.ScaleDirection;
import org.shaketable.perturbation.Shaker;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.RunSpec;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.GradientNoiseFloor;
import org.shaketable.training.workload.Stochasticity;
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

  private static List<Schedule> schedules() {
    return List.of(
        new Schedule.Pulse(Moment.parse("50%"), Moment.parse("20%")),
        new Schedule.Periodic(
            Moment.parse("20%"), Moment.parse("7 steps"), Moment.parse("3 steps")),
        new Schedule.OneShot(Moment.parse("37 steps")));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void aClientInAnotherLanguageMeetsTheSameDisturbanceAsHooksAtHomeBitForBit(Schedule schedule)
      throws Diverged {
    Workload workload = client("none");
    RunSpec spec =
        new RunSpec(
            workload,
            Stochasticity.NONE,
            List.of(new Exposure(new GradientNoise(2), schedule)),
            1,
            0);
    Shaker remote = new Shaker(spec.exposures(), spec.replicateSeed(), workload.horizon());
    float[] there;
    try (Trainee trainee =
        workload.learner().begin(workload, spec.stochasticity(), spec.streams(), remote)) {
      trainee.advance(Scripts.STEPS);
      there = trainee.parameters();
      assertThat(trainee.layout()).isEqualTo(LAYOUT);
      assertThat(trainee.measure(0).features().value(Feature.FEATURE_RANK)).isEqualTo(2.5);
    }
    assertThat(there).isEqualTo(atHome(spec)).isNotEqualTo(atHome(Scripts.clean(workload)));
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
          header         | Invalid array: expected a place that is a multiple of 8 and at least 64, found 8
          event          | Invalid event: expected the number of the call of hook gradient, never less than before, found 49 behind 50
          start-twice    | Invalid start: expected the parameters once, found them again
          no-start       | Invalid evaluation: expected the parameters' start before it, found none
          rows           | Invalid start: expected at most 2,147,483,647 parameters, found 4,294,967,303 or more
          line           | Invalid message: expected a JSON object on one line, found [1, 2
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
  void aLossOfManyThatIsNoneIsADivergenceToo() {
    Run run = Twin.alone(Scripts.clean(client("losses")));
    assertThat(run.status()).isEqualTo(Status.DIVERGED);
    assertThat(run.message()).isEqualTo("NaN in the loss at step 0");
  }

  @Test
  void anAnswerThatIsNotFiniteIsATextForJsonHasNoSuchNumber() {
    Exposure up = new Exposure(new LearningRateScale(30, ScaleDirection.UP), new Schedule.Always());
    RunSpec spec = new RunSpec(client("none"), Stochasticity.NONE, List.of(up), 1, 0);
    Hooks hooks = new Shaker(spec.exposures(), spec.replicateSeed(), spec.workload().horizon());
    HookCalls calls =
        new HookCalls(null, hooks, new GradientNoiseFloor(Stochasticity.NONE, spec.streams()));
    Message call =
        Message.parse("{\"hook\":\"learning-rate\",\"step\":0,\"event\":0,\"value\":1e305}");
    assertThat(calls.call(call)).hasToString("{\"value\":\"Infinity\"}");
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
