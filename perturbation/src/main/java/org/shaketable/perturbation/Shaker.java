package org.shaketable.perturbation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.shaketable.layout.ParameterLayout;
import org.shaketable.schedule.Horizon;

/**
 * Hooks of one perturbed run: applies each exposure while its schedule is on, with a random stream
 * keyed by (replicate seed, family, surface, event).
 *
 * <p>Where a hook's events are further apart than the schedule's window (a pulse shorter than one
 * PPO iteration; a one shot, whose window is empty), the disturbance acts once, at the first event
 * behind the window.
 */
public final class Shaker implements Hooks {
  private final List<Exposure> exposures;
  private final List<ActiveExposure> arms;

  /** Hooks for a run of {@code horizon} steps; {@link Hooks#NONE} does for no exposure. */
  public Shaker(List<Exposure> exposures, long seed, Horizon horizon) {
    this.exposures =
        exposures.stream().filter(exposure -> exposure.perturbation().magnitude() > 0).toList();
    this.arms =
        this.exposures.stream()
            .map(exposure -> new ActiveExposure(exposure, seed, horizon))
            .toList();
  }

  @Override
  public List<Exposure> exposures() {
    return exposures;
  }

  private void shake(Surface surface, long step, long event, BiConsumer<Disturbance, Dose> act) {
    for (ActiveExposure arm : arms) {
      Dose dose = arm.dose(surface, step, event);
      if (dose != null) {
        act.accept(arm.disturbance(), dose);
      }
    }
  }

  @Override
  public void start(float[] parameters, ParameterLayout layout) {
    arms.forEach(arm -> arm.disturbance().start(parameters, layout));
    shake(Surface.INITIALISATION, 0, 0, (d, dose) -> d.initialisation(parameters, layout, dose));
  }

  @Override
  public void gradient(long step, long event, float[] gradient, ParameterLayout layout) {
    shake(Surface.GRADIENT, step, event, (d, dose) -> d.gradient(gradient, layout, dose));
  }

  @Override
  public void optimizerState(long step, long event, float[] memory, ParameterLayout layout) {
    shake(
        Surface.OPTIMIZER_STATE, step, event, (d, dose) -> d.optimizerState(memory, layout, dose));
  }

  @Override
  public void parameters(long step, long event, float[] parameters, ParameterLayout layout) {
    shake(Surface.PARAMETERS, step, event, (d, dose) -> d.parameters(parameters, layout, dose));
  }

  @Override
  public void inputs(long step, long event, Inputs inputs) {
    shake(Surface.INPUTS, step, event, (d, dose) -> d.inputs(inputs, dose));
    shake(Surface.OBSERVATIONS, step, event, (d, dose) -> d.inputs(inputs, dose));
  }

  @Override
  public void samples(long step, long event, Selection selection) {
    shake(Surface.SAMPLES, step, event, (d, dose) -> d.samples(selection, dose));
  }

  @Override
  public void tokens(long step, long event, int[] tokens, int count, int vocabulary) {
    shake(Surface.TOKENS, step, event, (d, dose) -> d.tokens(tokens, count, vocabulary, dose));
  }

  @Override
  public void actions(long step, long event, int[] actions, int count, int choices) {
    shake(Surface.ACTIONS, step, event, (d, dose) -> d.actions(actions, count, choices, dose));
  }

  @Override
  public void actions(long step, long event, Inputs actions) {
    shake(Surface.ACTIONS, step, event, (d, dose) -> d.actions(actions, dose));
  }

  @Override
  public void physics(long step, long event, Map<String, Double> constants) {
    shake(Surface.PHYSICS, step, event, (d, dose) -> d.physics(constants, dose));
  }

  @Override
  public void rewards(long step, long event, float[] rewards, int count) {
    shake(Surface.REWARDS, step, event, (d, dose) -> d.rewards(rewards, count, dose));
  }

  @Override
  public void labels(long step, long event, int[] labels, int count, int classes) {
    shake(Surface.LABELS, step, event, (d, dose) -> d.labels(labels, count, classes, dose));
  }

  @Override
  public void targets(long step, long event, float[] targets, int count) {
    shake(Surface.TARGETS, step, event, (d, dose) -> d.targets(targets, count, dose));
  }

  @Override
  public void workers(long step, long event, int[] missing, int count) {
    shake(Surface.WORKERS, step, event, (d, dose) -> d.workers(missing, count, dose));
  }

  @Override
  public void workerSamples(long step, long event, Selection selection, int workers) {
    shake(
        Surface.WORKER_SAMPLES,
        step,
        event,
        (d, dose) -> d.workerSamples(selection, workers, dose));
  }

  @Override
  public void workerLabels(
      long step, long event, int[] labels, int count, int classes, int workers) {
    shake(
        Surface.WORKER_LABELS,
        step,
        event,
        (d, dose) -> d.workerLabels(labels, count, classes, workers, dose));
  }

  @Override
  public void average(
      long step, long event, float[] average, float[] before, ParameterLayout layout) {
    shake(Surface.AVERAGE, step, event, (d, dose) -> d.average(average, before, layout, dose));
  }

  @Override
  public double setting(Surface surface, long step, long event, double value) {
    double used = value;
    for (ActiveExposure arm : arms) {
      Dose dose = arm.dose(surface, step, event);
      used = dose == null ? used : arm.disturbance().setting(used, dose);
    }
    return used;
  }

  @Override
  public List<VectorAct.Of> acts(Surface surface, long step, long event, ParameterLayout layout) {
    List<VectorAct.Of> acts = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      Dose dose = arms.get(i).dose(surface, step, event);
      if (dose != null) {
        acts.add(new VectorAct.Of(i, arms.get(i).elsewhere().of(dose, layout)));
      }
    }
    return acts;
  }

  @Override
  public List<PlayAct.Of> inPlay(Surface surface, long step, long event) {
    List<PlayAct.Of> acts = new ArrayList<>();
    if (surface == Surface.OBSERVATIONS) {
      addInPlay(Surface.INPUTS, step, event, acts);
    }
    addInPlay(surface, step, event, acts);
    return acts;
  }

  private void addInPlay(Surface surface, long step, long event, List<PlayAct.Of> acts) {
    for (int i = 0; i < arms.size(); i++) {
      Dose dose = arms.get(i).dose(surface, step, event);
      if (dose != null) {
        acts.add(new PlayAct.Of(i, arms.get(i).inPlay().of(dose)));
      }
    }
  }

  @Override
  public void acted(int exposure, double sum, double weight) {
    arms.get(exposure).disturbance().acted(sum, weight);
  }

  /**
   * The realised magnitude of each exposure with a magnitude above 0, in order; NaN where it never
   * acted.
   */
  @Override
  public List<Double> realisedMagnitudes() {
    return arms.stream().map(arm -> arm.disturbance().realisedMagnitude()).toList();
  }
}
