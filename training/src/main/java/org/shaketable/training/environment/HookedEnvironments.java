package org.shaketable.training.environment;

import java.util.Map;
import org.shaketable.perturbation.Hooks;
import org.shaketable.perturbation.Inputs;
import org.shaketable.random.Streams;

/**
 * The environments of a training with the hooks at their places. A learner calls {@link #observe}
 * once, then for each step {@link #step} and {@link #observe}; {@link #physics} in between where it
 * likes.
 *
 * <p>For the hooks, what a step brings (action, reward, the observation that follows) belongs to
 * the step, named by the steps done before it: a disturbance with its onset at an evaluation leaves
 * that evaluation untouched.
 */
public final class HookedEnvironments {
  private final Environment environment;
  private final Actions actions;
  private final Environments environments;
  private final Hooks hooks;
  private final int count;
  private final int columns;
  private final float[] observationScale;
  private final float[] actionScale;
  private final Map<String, Double> constants;
  private final int[] chosen;
  private final float[] moved;
  private final double[] taken;
  private final float[] rewards;
  private long stepBefore;
  private long events;
  private long physicsEvents;

  /** {@code count} environments on the replicate's streams. */
  public HookedEnvironments(Environment environment, int count, Streams streams, Hooks hooks) {
    this.environment = environment;
    this.actions = environment.actions();
    this.environments = new Environments(environment, count, streams.named("environment/reset"));
    this.hooks = hooks;
    this.count = count;
    this.columns = environment.observationSize();
    this.observationScale = environment.observationScale();
    this.actionScale = new float[] {(float) ((actions.high() - actions.low()) / 2)};
    this.constants = environment.constants();
    this.chosen = new int[count];
    this.moved = new float[count];
    this.taken = new double[count];
    this.rewards = new float[count];
  }

  /** Steps done so far, those of all environments together. */
  public long step() {
    return environments.step();
  }

  /** The environments themselves, to ask how the last step ended. */
  public Environments environments() {
    return environments;
  }

  /** Sets the constants for the next steps. */
  public void physics() {
    Map<String, Double> now = environment.constants();
    hooks.physics(step(), physicsEvents++, now);
    environments.physics(now.equals(constants) ? environment : environment.with(now));
  }

  /** Writes the current observations as the learner is to see them, rows without gaps. */
  public void observe(float[] observations, int offset) {
    environments.observe(observations, offset, columns);
    hooks.inputs(
        stepBefore,
        events,
        new Inputs(observations, offset, count, columns, columns, observationScale));
  }

  /**
   * One step of all.
   *
   * @param actions the actions as the learner chose them, one number an environment
   * @return the rewards as the learner is to see them; they hold until the next step
   */
  public float[] step(double[] actions, int offset) {
    if (this.actions.discrete()) {
      choose(actions, offset);
    } else {
      move(actions, offset);
    }
    stepBefore = step();
    environments.step(taken, 0);
    for (int i = 0; i < count; i++) {
      rewards[i] = (float) environments.reward(i);
    }
    hooks.rewards(stepBefore, events, rewards, count);
    events++;
    return rewards;
  }

  private void choose(double[] from, int offset) {
    for (int i = 0; i < count; i++) {
      chosen[i] = (int) from[offset + i];
    }
    hooks.actions(step(), events, chosen, count, actions.choices());
    for (int i = 0; i < count; i++) {
      taken[i] = chosen[i];
    }
  }

  private void move(double[] from, int offset) {
    for (int i = 0; i < count; i++) {
      moved[i] = (float) actions.clip(from[offset + i]);
    }
    hooks.actions(step(), events, new Inputs(moved, 0, count, 1, 1, actionScale));
    for (int i = 0; i < count; i++) {
      taken[i] = actions.clip(moved[i]);
    }
  }
}
