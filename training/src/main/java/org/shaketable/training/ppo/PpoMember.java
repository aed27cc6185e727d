package org.shaketable.training.ppo;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.shaketable.perturbation.Hooks;
import org.shaketable.random.NamedStream;
import org.shaketable.random.Streams;
import org.shaketable.training.cohort.CohortTrainee;
import org.shaketable.training.cohort.Member;
import org.shaketable.training.cohort.UpdatePlanner;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.Cohort;
import org.shaketable.training.gpu.RunPlan;
import org.shaketable.training.gpu.Unavailable;
import org.shaketable.training.workload.Diverged;

/** One training by PPO of a cohort. A round is one iteration: a roll-out and its updates. */
final class PpoMember implements Member {
  private final PpoTrainee trainee;
  private final Ppo settings;
  private final CartPole environment;
  private final Streams streams;
  private final Hooks hooks;
  private final UpdatePlanner planner;

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
  }

  @Override
  public int updatesPerRound() {
    return settings.numMinibatches() * settings.updateEpochs();
  }

  @Override
  public long rounds(long steps) {
    return (steps + settings.batchSize() - 1) / settings.batchSize();
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
  public void plan(long from, int count, boolean arrives, RunPlan plan, Map<Object, Bytes> shared) {
    for (long round = from; round < from + count; round++) {
      boolean last = round == from + count - 1;
      plan(round, arrives && last, plan);
    }
  }

  private void plan(long round, boolean remember, RunPlan plan) {
    long step = round * settings.batchSize();
    Bytes to = plan.own(0);
    to.add(step).add(round * settings.updateEpochs()).add(settings.clipCoef(round));
    Map<String, Double> constants = environment.constants();
    hooks.physics(step, round, constants);
    CartPole now = (CartPole) environment.with(constants);
    to.add(now.angleLimit()).add(now.force()).add(now.gravity()).add(now.length());
    to.add(now.massCart()).add(now.massPole()).add(now.positionLimit()).add(now.tau());
    to.add(remember ? 1 : 0).add(trainee.tdErrors().begin() ? 1 : 0);
    for (int i = 0; i < updatesPerRound(); i++) {
      planner.plan(
          step + settings.batchSize() - 1,
          round * updatesPerRound() + i,
          settings.learningRate(round),
          plan);
    }
  }

  @Override
  public void follow(int updates, IntToDoubleFunction losses) {
    double sum = 0;
    for (int update = 0; update < updates; update++) {
      double loss = losses.applyAsDouble(update);
      trainee.descent().follow(loss);
      sum = (update % updatesPerRound() == 0 ? 0 : sum) + loss;
    }
    trainee.follow(updates / updatesPerRound(), sum / updatesPerRound());
  }

  @Override
  public long step(int update) {
    return trainee.step() + (update / updatesPerRound() + 1L) * settings.batchSize() - 1;
  }

  @Override
  public void end(Diverged found, int update, int stage, IntToDoubleFunction losses) {
    for (int i = 0; i < update; i++) {
      trainee.descent().follow(losses.applyAsDouble(i));
    }
    trainee.follow(update / updatesPerRound() + 1, Double.NaN);
    trainee.ending().is(found, planner.realised(update, stage));
  }

  @Override
  public void arrive(Cohort cohort, int run) throws Unavailable {
    PlayedRollout played =
        new PlayedRollout(cohort.own(run), settings.numEnvs(), settings.batchSize());
    double[] moments = played.moments();
    trainee.tdErrors().arrive(moments[0], moments[1], moments[2], moments[3], moments[4]);
    trainee.arrive(played);
  }
}
