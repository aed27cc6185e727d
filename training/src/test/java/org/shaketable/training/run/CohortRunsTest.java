package org.shaketable.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.InitialScale;
import org.shaketable.perturbation.SignalFlip;
import org.shaketable.perturbation.WeightScaling;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.gpu.Gpu;
import org.shaketable.training.gpu.StubDriver;
import org.shaketable.training.ppo.Ppo;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Workload;

/** Runs of a cohort have the digests that they have alone. */
class CohortRunsTest {
  private static final Schedule PULSE =
      new Schedule.Pulse(new Moment(40, Moment.Unit.PERCENT), new Moment(20, Moment.Unit.PERCENT));

  @Test
  void digestsAreThoseOfPairsTrainedHere() throws Exception {
    List<RunSpec> specs = new ArrayList<>();
    for (int replicate = 0; replicate < 3; replicate++) {
      RunSpec clean = Specs.clean(Engine.VECTOR, replicate);
      specs.add(Specs.perturbed(clean, new Exposure(new GradientNoise(2), PULSE)));
      specs.add(clean);
      specs.add(Specs.perturbed(clean, new Exposure(new SignalFlip(0.5), PULSE)));
      specs.add(Specs.perturbed(clean, new Exposure(new WeightScaling(60, null), PULSE)));
      specs.add(clean.with(new Placebo(List.of(PULSE))));
    }
    List<Integer> seen = new ArrayList<>();
    List<Run> runs;
    try (Gpu gpu = StubDriver.gpu()) {
      runs = CohortRuns.train(gpu, specs, spec -> (index, trainee) -> seen.add(index));
    }
    for (int i = 0; i < specs.size(); i++) {
      RunSpec spec = specs.get(i);
      Twin twin = Twin.of(spec);
      Run alone = spec.clean() ? twin.run() : twin.train(spec);
      assertThat(runs.get(i).digest()).as(spec.toString()).isEqualTo(alone.digest());
      assertThat(List.of(runs.get(i).realisedMagnitude()))
          .isEqualTo(List.of(alone.realisedMagnitude()));
      assertThat(runs.get(i).trajectory()).isEqualTo(alone.trajectory());
    }
    assertThat(runs).extracting(Run::status).contains(Status.COMPLETED, Status.DIVERGED);
    assertThat(seen).hasSizeGreaterThan(12 * 13).contains(0, 12);
  }

  /** CleanRL's settings, for ten roll-outs. */
  @Test
  void digestsOfPpoOnCartPoleAreThoseOfPairsTrainedHere() throws Exception {
    Ppo learner = Settings.with(Ppo.standard(), "total-timesteps", 5120L);
    Workload workload =
        new Workload("cart-pole", Engine.VECTOR, EnvironmentTask.named("CartPole-v1"), learner, 10);
    RunSpec clean = new RunSpec(workload, Stochasticity.NONE, List.of(), 7, 0);
    List<RunSpec> specs =
        List.of(
            clean,
            Specs.perturbed(clean, new Exposure(new GradientNoise(2), PULSE)),
            clean.with(new Placebo(List.of(PULSE))));
    List<Run> runs;
    try (Gpu gpu = StubDriver.gpu()) {
      runs = CohortRuns.train(gpu, specs, spec -> Observer.NONE);
    }
    Twin twin = Twin.of(clean);
    assertThat(runs)
        .extracting(Run::digest)
        .containsExactly(
            twin.run().digest(),
            twin.train(specs.get(1)).digest(),
            twin.train(specs.get(2)).digest());
  }

  @Test
  void runsThatCannotBeginEndAsTheyDoAlone() throws Exception {
    RunSpec clean = Specs.clean(Engine.VECTOR, 0);
    RunSpec late = Specs.perturbed(clean, new Exposure(new InitialScale(1, null), PULSE));
    try (Gpu gpu = StubDriver.gpu()) {
      List<Run> runs = CohortRuns.train(gpu, List.of(late, clean), spec -> Observer.NONE);
      assertThat(runs.get(0).status()).isEqualTo(Status.FAILED);
      assertThat(runs.get(0).digest()).isEqualTo(Twin.of(clean).train(late).digest());
      assertThat(runs.get(1).digest()).isEqualTo(Twin.of(clean).run().digest());
    }
  }
}
