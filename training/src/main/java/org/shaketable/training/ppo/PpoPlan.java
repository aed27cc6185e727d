package org.shaketable.training.ppo;

import java.util.List;
import java.util.Optional;
import org.shaketable.perturbation.Perturbation;
import org.shaketable.perturbation.PlayAct;
import org.shaketable.training.environment.CartPole;
import org.shaketable.training.gpu.Bytes;
import org.shaketable.training.gpu.RunPlan;

/** Roll-outs and updates of one training by PPO, in tables that its kernel reads. */
final class PpoPlan {
  /** Iterations, events, what acts at them. */
  static final int TABLES = 3;

  /** Number of an event where there is none. */
  static final long NONE = -1;

  private static final int ITERATIONS = 0;
  private static final int EVENTS = 1;
  private static final int ACTS = 2;

  private static final int EVENT_BYTES = 24;
  private static final int ACT_BYTES = 56;
  private static final int COLUMNS = 4;

  /** Numbers that an exposure may keep: 16 MiB. */
  private static final long MOST_KEPT = 1 << 22;

  private final RunPlan plan;
  private final Ppo settings;

  /** What a run's plan is to have. */
  PpoPlan(RunPlan plan, Ppo settings) {
    this.plan = plan;
    this.settings = settings;
  }

  /** Whether the kernel can do what a disturbance does in play. */
  static boolean plays(Ppo settings, Perturbation perturbation) {
    Optional<PlayAct.Source> source = perturbation.inPlay();
    return source.isPresent() && source.get().kept(settings.numEnvs(), COLUMNS) <= MOST_KEPT;
  }

  /** Numbers of single precision that a disturbance keeps, a whole number of doubles. */
  static long kept(Ppo settings, Perturbation perturbation) {
    return perturbation
        .inPlay()
        .map(source -> (source.kept(settings.numEnvs(), COLUMNS) + 1) / 2 * 2)
        .orElse(0L);
  }

  /**
   * Which part of an iteration a round is.
   *
   * @param plays whether it begins with a roll-out
   * @param passes over the roll-out; 0 where an earlier one was the last
   * @param ends whether no other follows
   */
  record Part(boolean plays, int passes, boolean ends) {}

  /**
   * What disturbs it: numbers of events.
   *
   * @param start of the training's first observation
   * @param played of the first step of the roll-out
   * @param targets of the first update
   */
  record Disturbed(long start, long played, long targets) {}

  /**
   * Adds a round.
   *
   * @param step steps of the environments before the roll-out
   * @param epoch passes before
   * @param remember whether parameters before its last update are kept
   * @param clear whether its TD errors are the first of their window
   */
  void round(
      long step,
      long epoch,
      double clipCoef,
      CartPole physics,
      Disturbed by,
      Part part,
      boolean remember,
      boolean clear) {
    Bytes to = plan.own(ITERATIONS);
    to.add(step).add(epoch).add(clipCoef);
    to.add(physics.angleLimit()).add(physics.force()).add(physics.gravity()).add(physics.length());
    to.add(physics.massCart()).add(physics.massPole());
    to.add(physics.positionLimit()).add(physics.tau());
    to.add(by.start()).add(by.played()).add(by.targets());
    to.add(part.plays() ? 1 : 0).add(part.passes()).add(part.ends() ? 1 : 0);
    to.add(remember ? 1 : 0).add(clear ? 1 : 0).add(0);
  }

  /** Number of the next event. */
  long nextEvent() {
    return plan.own(EVENTS).size() / EVENT_BYTES;
  }

  /** Adds what acts at one step of the environments. */
  void step(List<PlayAct.Of> actions, List<PlayAct.Of> rewards, List<PlayAct.Of> observations) {
    event(actions.size(), rewards.size(), observations.size(), 0);
    actions.forEach(act -> add(act, 1));
    rewards.forEach(act -> add(act, 1));
    observations.forEach(act -> add(act, COLUMNS));
  }

  /** Adds what acts on the targets of one update. */
  void targets(List<PlayAct.Of> acts) {
    event(0, 0, 0, acts.size());
    acts.forEach(act -> add(act, 1));
  }

  private void event(int actions, int rewards, int observations, int targets) {
    Bytes events = plan.own(EVENTS);
    events.add(plan.own(ACTS).size() / ACT_BYTES);
    events.add(actions).add(rewards).add(observations).add(targets);
  }

  private void add(PlayAct.Of disturbance, int columns) {
    PlayAct act = disturbance.act();
    int slot = disturbance.exposure();
    if (act instanceof PlayAct.ColumnNoise noise) {
      add(1, slot, noise.sigma(), 0, 0, 0, noise.key());
    } else if (act instanceof PlayAct.Drift drift) {
      add(2, slot, 0, 0, drift.magnitude(), drift.shift(), drift.directions());
    } else if (act instanceof PlayAct.Failure failure) {
      add(3, slot, 0, 0, failure.share(), failure.length(), failure.key());
    } else if (act instanceof PlayAct.Delay delay) {
      add(delay, slot, columns);
    } else if (act instanceof PlayAct.Uniform uniform) {
      add(5, slot, 0, 0, uniform.share(), 0, uniform.key());
    } else if (act instanceof PlayAct.Repeat repeat) {
      add(6, slot, 0, repeat.first() ? 1 : 0, repeat.share(), 0, repeat.key());
    } else if (act instanceof PlayAct.RewardNoise noise) {
      add(7, slot, 0, 0, noise.magnitude(), noise.events(), noise.key());
    } else if (act instanceof PlayAct.Scale scale) {
      add(8, slot, scale.factor(), 0, scale.magnitude(), 0, 0);
    } else if (act instanceof PlayAct.Zero zero) {
      add(9, slot, 0, 0, zero.share(), 0, zero.key());
    } else if (act instanceof PlayAct.Negate negate) {
      add(10, slot, 0, 0, negate.share(), 0, negate.key());
    } else if (act instanceof PlayAct.TargetNoise noise) {
      add(12, slot, 0, 0, noise.magnitude(), 0, noise.key());
    } else {
      throw new IllegalStateException("Cannot hand an act to the kernel: " + act);
    }
  }

  /** Observations tell how late they were, rewards how late they were asked to be. */
  private void add(PlayAct.Delay delay, int slot, int columns) {
    long size = (long) settings.numEnvs() * columns;
    long first = plan.keptInPlay(slot);
    boolean rewards = columns == 1;
    add(rewards ? 11 : 4, slot, 0, delay.none() ? 1 : 0);
    plan.own(ACTS).add((double) (rewards ? delay.lag() : delay.age())).add(0.0).add(0L);
    plan.own(ACTS).add(first + delay.put() * size).add(first + delay.take() * size);
  }

  private void add(
      int code, int slot, float factor, int flag, double magnitude, double size, long key) {
    add(code, slot, factor, flag);
    plan.own(ACTS).add(magnitude).add(size).add(key).add(plan.keptInPlay(slot)).add(0L);
  }

  private void add(int code, int slot, float factor, int flag) {
    plan.own(ACTS).add(code).add(slot).add(factor).add(flag);
  }
}
