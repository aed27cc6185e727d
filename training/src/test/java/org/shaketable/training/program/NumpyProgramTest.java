package org.shaketable.training.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.InputNoise;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.WeightNoise;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.run.Evaluation;
import org.shaketable.training.run.Placebo;
import org.shaketable.training.run.Run;
import org.shaketable.training.run.Status;
import org.shaketable.training.run.Twin;
import org.shaketable.training.workload.Feature;
import org.shaketable.training.workload.Workload;

class NumpyProgramTest {
  @TempDir Path directory;

  @Test
  void aProgramIsTrainedAsALearnerAtHomeIsWithTwinsThatAreEqualUpToTheOnset() {
    Workload workload = Scripts.workload(directory, Scripts.NUMPY);
    Twin twin = Twin.of(Scripts.clean(workload));
    assertThat(twin.run().message()).isEmpty();
    assertThat(twin.run().status()).isEqualTo(Status.COMPLETED);
    assertThat(twin.run().steps()).isEqualTo(Scripts.STEPS);
    assertThat(twin.run().finalPerformance()).isGreaterThan(0.9);
    assertThat(twin.run().trajectory().get(0).measurement().performance()).isLessThan(0.9);
    assertThat(Twin.of(Scripts.clean(workload)).run().digest()).isEqualTo(twin.run().digest());

    for (var perturbation :
        List.of(new GradientNoise(4), new InputNoise(4), new WeightNoise(1), new SignalFlip(0.8))) {
      Run shaken = twin.train(Scripts.shaken(workload, perturbation));
      assertThat(shaken.message()).isEmpty();
      assertThat(shaken.realisedMagnitude())
          .isBetween(0.5 * perturbation.magnitude(), 1.5 * perturbation.magnitude());
      for (Evaluation evaluation : shaken.trajectory()) {
        if (evaluation.index() <= 5) {
          assertThat(evaluation.parameterDistance()).isZero();
          assertThat(evaluation.functionDistance()).isZero();
          assertThat(evaluation.measurement())
              .isEqualTo(twin.run().trajectory().get(evaluation.index()).measurement());
        } else {
          assertThat(evaluation.parameterDistance()).isPositive();
          assertThat(evaluation.functionDistance()).isPositive();
        }
      }
    }
  }

  @Test
  void aPlaceboDrawsAnewFromItsOnsetOnAndNothingElseHappensToIt() {
    Workload workload = Scripts.workload(directory, Scripts.NUMPY);
    Twin twin = Twin.of(Scripts.clean(workload));
    Placebo placebo = new Placebo(List.of(new Schedule.OneShot(Moment.parse("50%"))));
    Run run = twin.train(Scripts.clean(workload).with(placebo));
    assertThat(run.message()).isEmpty();
    for (Evaluation evaluation : run.trajectory()) {
      assertThat(evaluation.parameterDistance() > 0).isEqualTo(evaluation.index() > 5);
    }
    assertThat(run.finalPerformance()).isGreaterThan(0.9);
  }

  @Test
  void whatFlatVectorsGiveIsComputedAtHomeAtEachEvaluation() {
    Run run = Twin.of(Scripts.clean(Scripts.workload(directory, Scripts.NUMPY))).run();
    assertThat(run.message()).isEmpty();
    for (Evaluation evaluation : run.trajectory().subList(1, run.trajectory().size())) {
      for (Feature feature :
          List.of(
              Feature.GRADIENT_NORM,
              Feature.UPDATE_TO_WEIGHT_RATIO,
              Feature.WEIGHT_NORM,
              Feature.PARAMETER_VELOCITY,
              Feature.RESIDUAL_VARIANCE,
              Feature.PREDICTIVE_ENTROPY,
              Feature.LARGEST_LOGIT)) {
        assertThat(evaluation.measurement().features().value(feature))
            .as(feature + "")
            .isPositive();
      }
      assertThat(evaluation.measurement().features().value(Feature.FEATURE_RANK)).isNaN();
      assertThat(evaluation.measurement().loss()).isPositive();
    }
  }
}
