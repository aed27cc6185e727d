package org.shaketable.training.ppo;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.shaketable.perturbation.Exposure;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.Surface;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.training.cohort.CohortLearner;
import org.shaketable.training.cohort.CohortTrainee;
import org.shaketable.training.cohort.Member;
import org.shaketable.training.cohort.UpdatePlanner;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.workload.Diverged;

/**
 * One training by PPO of a cohort. A round is one iteration: a roll-out and its updates; or one
 * pass over a roll-out, where a target of KL can end an iteration's updates, for what the next
 * update is like depends on how many were done before.
 */
final class PpoMember implements Member {
  private static final Set<Surface> PLAYED =
      EnumSet.of(Surface.INPUTS, Surface.OBSERVATIONS, Surface.ACTIONS, Surface.REWARDS);

  /** Events of a plan, about. */
  private static final int MOST_EVENTS = 4096;

  private final PpoTrainee trainee;
  private final Ppo settings;
  private final CartPole environment;
  private final Streams streams;
  private final Hooks hooks;
  private final UpdatePlanner planner;
  private final boolean playDisturbed;
  private final boolean targetsDisturbed;
  private long updates;
  private long passes;
  private PpoPlan.Part latest;
  private boolean stopped;
  private double lossSum;
  private int lossCount;

  PpoMember(
      PpoTrainee trainee,
      Ppo settings,
      CartPole environment,
      Streams streams,
      Hooks hooks,
      UpdatePlanner planner) {
    this.trainee = trainee;
    this.settings = settings;
    this.environment = environment;
    this.streams = streams;
    this.hooks = hooks;
    this.planner = planner;
    this.playDisturbed = hooks.touch(PLAYED);
    this.targetsDisturbed = hooks.touch(EnumSet.of(Surface.TARGETS));
  }

  /** Passes over a roll-out in a round. */
  static int passesOfRound(Ppo settings) {
    return settings.targetKl() == null ? settings.updateEpochs() : 1;
  }

  private int roundsPerIteration() {
    return settings.updateEpochs() / passesOfRound(settings);
  }

  @Override
  public int updatesPerRound() {
    return settings.numMinibatches() * passesOfRound(settings);
  }

  @Override
  public int mostRounds() {
    if (settings.targetKl() != null) {
      return 1;
    }
    int events =
        (playDisturbed ? settings.numSteps() : 0) + (targetsDisturbed ? updatesPerRound() : 0);
    return events == 0 ? Integer.MAX_VALUE : Math.max(1, MOST_EVENTS / events);
  }

  @Override
  public long keptInPlay(Perturbation perturbation) {
    return PpoPlan.kept(settings, perturbation);
  }

  @Override
  public long rounds(long steps) {
    return (steps + settings.batchSize() - 1) / settings.batchSize() * roundsPerIteration();
  }

  @Override
  public List<Bytes> constants(List<Member> all) {
    Bytes keys = new Bytes();
    for (Member member : all) {
      Streams own = ((PpoMember) member).streams;
      for (String name : List.of("ppo/action", "environment/reset", "ppo/shuffle")) {
        NamedStream stream = own.named(name);
        keys.add(stream.nameKey()).add(stream.from()).add(stream.nameKeyFrom());
      }
    }
    return List.of(keys);
  }

  @Override
  public CohortTrainee trainee() {
    return trainee;
  }

  @Override
  public UpdatePlanner planner() {
    return planner;
  }

  @Override
  public void plan(long from, int count, long look, RunPlan plan, Map<Object, Bytes> shared) {
    PpoPlan rounds = new PpoPlan(plan, settings);
    for (long round = from; round < from + count; round++) {
      plan(round, round >= look - roundsPerIteration(), rounds, plan);
    }
  }

  private void plan(long round, boolean remember, PpoPlan rounds, RunPlan plan) {
    long iteration = round / roundsPerIteration();
    int pass = (int) (round % roundsPerIteration());
    stopped = pass > 0 && stopped;
    latest =
        new PpoPlan.Part(
            pass == 0,
            stopped ? 0 : passesOfRound(settings),
            !stopped && pass == roundsPerIteration() - 1);
    long step = iteration * settings.batchSize();
    rounds.round(
        step,
        passes,
        settings.clipCoef(iteration),
        latest.plays() ? physics(step, iteration) : environment,
        disturbed(step, rounds),
        latest,
        remember,
        latest.plays() && trainee.tdErrors().begin());
    int count = settings.numMinibatches() * latest.passes();
    for (int i = 0; i < count; i++) {
      planner.plan(
          step + settings.batchSize() - 1, updates++, settings.learningRate(iteration), plan);
    }
    passes += latest.passes();
  }

  private CartPole physics(long step, long iteration) {
    Map<String, Double> constants = environment.constants();
    hooks.physics(step, iteration, constants);
    return (CartPole) environment.with(constants);
  }

  private PpoPlan.Disturbed disturbed(long step, PpoPlan rounds) {
    boolean plays = latest.plays() && playDisturbed;
    boolean learns = latest.passes() > 0 && targetsDisturbed;
    return new PpoPlan.Disturbed(
        plays && step == 0 ? start(rounds) : PpoPlan.NONE,
        plays ? played(step, rounds) : PpoPlan.NONE,
        learns ? targets(step, rounds) : PpoPlan.NONE);
  }

  /** The observation before the first step. */
  private long start(PpoPlan rounds) {
    long first = rounds.nextEvent();
    rounds.step(List.of(), List.of(), hooks.inPlay(Surface.OBSERVATIONS, 0, 0));
    return first;
  }

  private long played(long from, PpoPlan rounds) {
    long first = rounds.nextEvent();
    int envs = settings.numEnvs();
    for (long step = from; step < from + settings.batchSize(); step += envs) {
      long event = step / envs;
      rounds.step(
          hooks.inPlay(Surface.ACTIONS, step, event),
          hooks.inPlay(Surface.REWARDS, step, event),
          hooks.inPlay(Surface.OBSERVATIONS, step, event + 1));
    }
    return first;
  }

  private long targets(long step, PpoPlan rounds) {
    long first = rounds.nextEvent();
    for (int i = 0; i < settings.numMinibatches() * latest.passes(); i++) {
      rounds.targets(hooks.inPlay(Surface.TARGETS, step + settings.batchSize() - 1, updates + i));
    }
    return first;
  }

  @Override
  public void follow(int count, IntToDoubleFunction losses, double kl) {
    if (latest.passes() == 0) {
      return;
    }
    for (int update = 0; update < count; update++) {
      if (latest.plays() && update % updatesPerRound() == 0) {
        lossSum = 0;
        lossCount = 0;
      }
      double loss = losses.applyAsDouble(update);
      trainee.descent().follow(loss);
      lossSum += loss;
      lossCount++;
    }
    stopped = settings.targetKl() != null && kl > settings.targetKl();
    trainee.follow(latest.plays() ? count / updatesPerRound() : 0, lossSum / lossCount);
  }

  /** Roll-outs of the last plan up to one of its updates. */
  private int rollouts(int update) {
    return latest.plays() ? update / updatesPerRound() + 1 : 0;
  }

  @Override
  public long step(int update) {
    return trainee.step() + (long) rollouts(update) * settings.batchSize() - 1;
  }

  @Override
  public void end(Diverged found, int update, int stage, IntToDoubleFunction losses) {
    for (int i = 0; i < update; i++) {
      trainee.descent().follow(losses.applyAsDouble(i));
    }
    trainee.follow(rollouts(update), Double.NaN);
    boolean played = !hooks.exposures().isEmpty() && hasPlayed(hooks.exposures().get(0));
    trainee.ending().is(found, played ? OptionalDouble.empty() : planner.realised(update, stage));
  }

  /** Whether what an exposure does is recorded on the device. */
  private static boolean hasPlayed(Exposure exposure) {
    return CohortLearner.touches(exposure.perturbation(), Ppo.PLAY);
  }

  @Override
  public void arrive(Cohort cohort, int run) throws Unavailable {
    PlayedRollout played =
        new PlayedRollout(
            cohort.own(run, PlayedRollout.bytes(settings.numEnvs(), settings.batchSize())),
            settings.numEnvs(),
            settings.batchSize());
    double[] moments = played.moments();
    trainee.tdErrors().arrive(moments[0], moments[1], moments[2], moments[3], moments[4]);
    trainee.arrive(played);
  }
}
