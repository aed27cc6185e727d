package org.shaketable.perturbation;

import java.util.List;
import org.shaketable.random.RandomStream;

/**
 * Hooks of one perturbed run: applies each exposure while its schedule is on, with a random stream
 * keyed by (replicate seed, family, surface, event).
 *
 * <p>Where a hook's events are further apart than the schedule's window (a pulse shorter than one
 * PPO iteration; a one shot, whose window is empty), the disturbance acts once, at the first event
 * behind the window.
 */
public final class Shaker implements Hooks {
  private final List<Arm> arms;

  /** Hooks for a run of {@code horizon} steps; {@link Hooks#NONE} does for no exposure. */
  public Shaker(List<Exposure> exposures, long seed, Horizon horizon) {
    this.arms =
        exposures.stream()
            .filter(exposure -> exposure.perturbation().magnitude() > 0)
            .map(exposure -> new Arm(exposure, seed, horizon))
            .toList();
  }

  @Override
  public void gradient(long step, long event, float[] gradient, ParameterLayout layout) {
    for (Arm arm : arms) {
      double magnitude = arm.magnitude(Surface.GRADIENT, step);
      if (magnitude > 0) {
        arm.disturbance.gradient(gradient, layout, magnitude, arm.random(Surface.GRADIENT, event));
      }
    }
  }

  @Override
  public void parameters(long step, long event, float[] parameters, ParameterLayout layout) {
    for (Arm arm : arms) {
      double magnitude = arm.magnitude(Surface.PARAMETERS, step);
      if (magnitude > 0) {
        arm.disturbance.parameters(
            parameters, layout, magnitude, arm.random(Surface.PARAMETERS, event));
      }
    }
  }

  @Override
  public void inputs(long step, long event, Inputs inputs) {
    for (Arm arm : arms) {
      double magnitude = arm.magnitude(Surface.INPUTS, step);
      if (magnitude > 0) {
        arm.disturbance.inputs(inputs, magnitude, arm.random(Surface.INPUTS, event));
      }
    }
  }

  @Override
  public void rewards(long step, long event, float[] rewards, int count) {
    for (Arm arm : arms) {
      double magnitude = arm.magnitude(Surface.REWARDS, step);
      if (magnitude > 0) {
        arm.disturbance.rewards(rewards, count, magnitude, arm.random(Surface.REWARDS, event));
      }
    }
  }

  @Override
  public void labels(long step, long event, int[] labels, int count, int classes) {
    for (Arm arm : arms) {
      double magnitude = arm.magnitude(Surface.LABELS, step);
      if (magnitude > 0) {
        arm.disturbance.labels(
            labels, count, classes, magnitude, arm.random(Surface.LABELS, event));
      }
    }
  }

  /**
   * The realised magnitude of each exposure with a magnitude above 0, in order; NaN where it never
   * acted.
   */
  public List<Double> realisedMagnitudes() {
    return arms.stream().map(arm -> arm.disturbance.realisedMagnitude()).toList();
  }

  /** One exposure at work. */
  private static final class Arm {
    final Perturbation perturbation;
    final Schedule schedule;
    final Horizon horizon;
    final Disturbance disturbance;
    final long[] nameKeys = new long[Surface.values().length];
    final boolean[] acted = new boolean[Surface.values().length];
    final boolean[] touched = new boolean[Surface.values().length];

    Arm(Exposure exposure, long seed, Horizon horizon) {
      this.perturbation = exposure.perturbation();
      this.schedule = exposure.schedule();
      this.horizon = horizon;
      this.disturbance = perturbation.begin();
      for (Surface surface : Surface.values()) {
        String name = "perturbation/" + perturbation.family().name() + "/" + surface;
        nameKeys[surface.ordinal()] = RandomStream.nameKey(seed, name);
        touched[surface.ordinal()] = perturbation.family().surfaces().contains(surface);
      }
    }

    double magnitude(Surface surface, long step) {
      int s = surface.ordinal();
      if (!touched[s] || step < schedule.onset(horizon)) {
        return 0;
      }
      double strength = schedule.strength(step, horizon);
      if (strength == 0 && !acted[s] && step >= schedule.end(horizon)) {
        strength = 1;
      }
      acted[s] |= strength > 0;
      return strength * perturbation.magnitude();
    }

    RandomStream random(Surface surface, long event) {
      return RandomStream.ofKey(RandomStream.key(nameKeys[surface.ordinal()], event));
    }
  }
}
