package org.shaketable.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shaketable.perturbation.DelayedObservations;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.GradientNoise;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.PhysicsShift;
import org.shaketable.perturbation.StaleGradients;
import org.shaketable.schedule.Moment;
import org.shaketable.schedule.Schedule;
import org.shaketable.training.cohort.Disturbed;
import org.shaketable.training.cohort.Pair;
import org.shaketable.training.cohort.TraineeCohort;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.environment.Environment;
import org.shaketable.training.environment.EnvironmentTask;
import org.shaketable.training.gpu.OnStubDriver;
import org.shaketable.training.gpu.StubDriver;
import org.shaketable.training.network.Activation;
import org.shaketable.training.network.NetworkSpec;
import org.shaketable.training.workload.Diverged;
import org.shaketable.training.workload.Engine;
import org.shaketable.training.workload.Kicks;
import org.shaketable.training.workload.Settings;
import org.shaketable.training.workload.Stochasticity;
import org.shaketable.training.workload.Trainee;
import org.shaketable.training.workload.Workload;

/**
 * PPO on CartPole by the kernel, compiled for a CPU and called through the driver's functions, has
 * the bits of the vector engine: parameters, measurements and realised magnitudes.
 */
class PpoCohortTest extends OnStubDriver {
  private static final long STEPS = 640;

  /** Iterations of 64 steps and 8 updates: 10 of them. */
  private static final Map<String, Object> SMALL =
      Map.of(
          "total-timesteps",
          STEPS,
          "num-steps",
          16,
          "learning-rate",
          0.01,
          "update-epochs",
          2,
          "network",
          new NetworkSpec(List.of(12), Activation.TANH));

  private static Ppo small(Object... settings) {
    Ppo learner = Settings.of(Ppo.class, SMALL);
    for (int i = 0; i < settings.length; i += 2) {
      learner = Settings.with(learner, (String) settings[i], settings[i + 1]);
    }
    return learner;
  }

  private static Workload workload(Ppo learner) {
    return workload(learner, CartPole.standard());
  }

  private static Workload workload(Ppo learner, Environment environment) {
    return new Workload("cart-pole", Engine.VECTOR, new EnvironmentTask(environment), learner, 10);
  }

  private static Moment percent(int share) {
    return new Moment(share, Moment.Unit.PERCENT);
  }

  private static List<Schedule> schedules() {
    return List.of(
        new Schedule.Always(),
        new Schedule.Pulse(percent(20), percent(25)),
        new Schedule.OneShot(percent(30)),
        new Schedule.Ramp(percent(10), percent(50)),
        new Schedule.Periodic(percent(10), percent(30), percent(15)));
  }

  static Stream<Ppo> learners() {
    NetworkSpec relu = new NetworkSpec(List.of(9, 7, 5), Activation.RELU);
    NetworkSpec linear = new NetworkSpec(List.of(), Activation.TANH);
    NetworkSpec usual = new NetworkSpec(List.of(64, 64), Activation.TANH);
    return Stream.of(
        small(),
        small("network", usual, "num-steps", 32),
        small("network", relu, "clip-vloss", false, "norm-adv", false, "anneal-clip-coef", true),
        small("network", linear, "num-envs", 1, "num-steps", 64, "num-minibatches", 1),
        small("num-envs", 32, "num-steps", 2, "num-minibatches", 8, "max-grad-norm", 0.0),
        small("ent-coef", 0.0, "clip-coef", 0.01, "gae-lambda", 0.5, "anneal-lr", false));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void everyShapeHasTheBitsOfTheVectorEngine(Ppo learner) throws Exception {
    Stochasticity floor = new Stochasticity(Stochasticity.Kind.GRADIENT_NOISE_FLOOR, 0.2);
    Exposure noise = new Exposure(new GradientNoise(0.5), schedules().get(3));
    List<Pair> pairs = new ArrayList<>();
    for (long seed = 0; seed < 2; seed++) {
      pairs.add(Pair.of(workload(learner), Stochasticity.NONE, seed, List.of()));
      pairs.add(Pair.of(workload(learner), floor, seed, List.of(noise)));
    }
    Pair.compare(gpu, workload(learner), pairs);
  }

  @Test
  void episodesThatReachTheTimeLimitAndOtherPhysicsHaveTheBitsOfTheVectorEngine() throws Exception {
    Environment calm =
        CartPole.standard()
            .with(Map.of("gravity", 0.5, "force", 0.3, "angle-limit", 3.0, "tau", 0.05));
    Workload workload = workload(small(), limited((CartPole) calm, 7));
    List<Pair> pairs = new ArrayList<>();
    for (long seed = 0; seed < 2; seed++) {
      pairs.add(Pair.of(workload, Stochasticity.NONE, seed, List.of()));
    }
    Pair.compare(gpu, workload, pairs);
  }

  static List<String> families() {
    return List.copyOf(Disturbed.families(small().surfaces()));
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyFamilyOnEveryScheduleHasTheBitsOfTheVectorEngine(String family) throws Exception {
    Workload workload = workload(small());
    Pair.compareEach(gpu, workload, Disturbed.everyWay(workload, family, schedules()));
  }

  /** Families of play, of which some act on top of others, and of updates. */
  private static final List<String> MIXED =
      List.of(
          "reward-scale",
          "reward-noise",
          "signal-flip",
          "reward-delay",
          "sticky-actions",
          "action-noise",
          "delayed-observations",
          "input-noise",
          "sensor-blackout",
          "feature-drift",
          "target-noise",
          "stale-gradients",
          "physics-shift");

  static Stream<Ppo> scaledAndCut() {
    return Stream.of(
        small("norm-obs", true),
        small("norm-reward", true, "num-envs", 3, "num-minibatches", 2),
        small("bootstrap-truncated", true, "norm-obs", true, "num-envs", 5),
        small("norm-obs", true, "norm-reward", true, "bootstrap-truncated", true, "num-envs", 1),
        small("target-kl", 0.01, "update-epochs", 5),
        small("target-kl", 0.0, "anneal-clip-coef", true),
        small(
            "target-kl", 0.03, "norm-obs", true, "norm-reward", true, "bootstrap-truncated", true));
  }

  @ParameterizedTest
  @MethodSource("scaledAndCut")
  void scalesAndTimeLimitsAndTargetsOfKlHaveTheBitsOfTheVectorEngine(Ppo learner) throws Exception {
    Workload workload = workload(learner, limited(7));
    List<Pair> pairs = new ArrayList<>();
    for (Schedule schedule : List.of(new Schedule.Always(), schedules().get(3))) {
      List<Exposure> all = MIXED.stream().map(family -> Disturbed.by(family, schedule)).toList();
      List<Exposure> backwards = new ArrayList<>(all);
      Collections.reverse(backwards);
      pairs.add(Pair.of(workload, Stochasticity.NONE, 3, List.of()));
      pairs.add(Pair.of(workload, Stochasticity.NONE, 4, all));
      pairs.add(Pair.of(workload, Stochasticity.NONE, 5, backwards));
    }
    pairs.addAll(Pair.each(workload, 6, MIXED.stream().map(PpoCohortTest::pulsed).toList()));
    Pair.compare(gpu, workload, pairs);
  }

  private static Exposure pulsed(String family) {
    return Disturbed.by(family, schedules().get(1));
  }

  /** Without one of them the other learns otherwise: none of them is nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"norm-obs", "norm-reward", "bootstrap-truncated", "target-kl"})
  void whatIsComparedDependsOnEachSetting(String setting) throws Exception {
    Object value = setting.equals("target-kl") ? (Object) 0.01 : true;
    Trainee plain = trained(small("update-epochs", 5));
    Trainee changed = trained(small("update-epochs", 5, setting, value));
    assertThat(changed.parameters()).isNotEqualTo(plain.parameters());
  }

  private static Trainee trained(Ppo learner) throws Diverged {
    Trainee trainee =
        Pair.of(workload(learner, limited(7)), Stochasticity.NONE, 3, List.of()).here();
    trainee.advance(STEPS);
    return trainee;
  }

  private static Environment limited(int steps) {
    return limited(CartPole.standard(), steps);
  }

  private static Environment limited(CartPole cut, int steps) {
    return new CartPole(
        cut.gravity(),
        cut.massCart(),
        cut.massPole(),
        cut.length(),
        cut.force(),
        cut.tau(),
        cut.positionLimit(),
        cut.angleLimit(),
        steps);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theOrderOfThreadsAndThePlaceOfScratchMemoryMatterToNoBit(int seed) throws Exception {
    StubDriver.call("stub_shuffle", seed);
    if (seed == 2) {
      gpu.close();
      StubDriver.call("stub_device", 12040, 80, 2048, 1, 1L << 32);
      gpu = StubDriver.again();
    }
    Workload workload = workload(small());
    List<Exposure> disturbed =
        Stream.of("gradient-noise", "weight-noise", "optimizer-reset")
            .map(family -> Disturbed.by(family, schedules().get(1)))
            .toList();
    List<Pair> pairs = new ArrayList<>(Pair.each(workload, 4, disturbed));
    pairs.add(Pair.of(workload, Stochasticity.NONE, 4, List.of()));
    Pair.compare(gpu, workload, pairs);
  }

  @Test
  void aTrainingThatDivergesStopsWhereItDoesHere() throws Exception {
    Workload workload = workload(small("max-grad-norm", 0.0));
    List<Pair> pairs =
        Pair.each(
            workload,
            1,
            List.of(
                Disturbed.by("weight-scaling", 60, new Schedule.OneShot(percent(25))),
                Disturbed.by("weight-scaling", 60, new Schedule.Always()),
                Disturbed.by("loss-scale", 60, new Schedule.Always()),
                Disturbed.by("learning-rate-scale", 30, new Schedule.Always()),
                Disturbed.by("learning-rate-jitter", 10, new Schedule.Always()),
                Disturbed.by(
                    "gradient-noise", 1000, new Schedule.Pulse(percent(10), percent(50)))));
    Pair.compare(gpu, workload, pairs);
    assertThat(pairs.stream().flatMap(pair -> pair.end(STEPS).stream()).map(Diverged::step))
        .hasSizeGreaterThan(1);
  }

  @Test
  void whatHasNoKernelIsSaid() {
    assertThat(TraineeCohort.refusal(workload(small()))).isEmpty();
    assertThat(TraineeCohort.refusal(workload(small(), Environment.named("Acrobot-v1"))))
        .contains("there is no kernel for environment Acrobot-v1");
    assertThat(TraineeCohort.refusal(workload(small()).with(new Kicks(null, null))))
        .contains("kicks need the optimizer's memory at each evaluation");
    assertThat(refusal(new PhysicsShift(19, "angle-limit", null)))
        .contains("there is no kernel for physics-shift(constant=angle-limit)");
    assertThat(refusal(new PhysicsShift(18, "angle-limit", null))).isEmpty();
    Ppo wide = small("num-envs", 1024, "num-steps", 1, "total-timesteps", 1_000_000L);
    Exposure late = new Exposure(new DelayedObservations(1000), new Schedule.Always());
    assertThat(TraineeCohort.refusal(workload(small()), List.of(late))).isEmpty();
    assertThat(TraineeCohort.refusal(workload(wide), List.of(late))).isEmpty();
    Ppo wider = small("num-envs", 2048, "num-steps", 1, "total-timesteps", 1_000_000L);
    assertThat(TraineeCohort.refusal(workload(wider), List.of(late)))
        .contains("there is no kernel for delayed-observations");
    assertThat(refusal(new PhysicsShift(1, "length", null))).isEmpty();
    assertThat(refusal(new StaleGradients(1))).isEmpty();
  }

  private static Optional<String> refusal(Perturbation perturbation) {
    return TraineeCohort.refusal(
        workload(small()), List.of(new Exposure(perturbation, new Schedule.Always())));
  }
}
