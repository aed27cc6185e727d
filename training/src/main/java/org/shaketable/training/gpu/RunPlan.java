package org.shaketable.training.gpu;

import java.util.ArrayList;
import java.util.List;
import org.shaketable.perturbation.VectorAct;
import org.shaketable.training.optimizer.Coefficients;

/** What one run is to do in one launch, in tables that its kernel reads. */
public final class RunPlan {
  private static final int STEPS = 0;
  private static final int ACTS = 1;
  private static final int OWN = 2;

  private static final int ACT_BYTES = 32;

  private final List<Bytes> owned = new ArrayList<>();
  private final List<Bytes> tables = new ArrayList<>();
  private final Kept kept;

  /**
   * Where the vectors begin that each exposure keeps, among those of the cohort, and what it keeps
   * of play, in numbers of single precision.
   */
  public record Kept(int[] vectors, long[] inPlay) {
    /** Of no exposures. */
    public static final Kept NONE = new Kept(new int[0], new long[0]);
  }

  /** Acts of one update, on the three vectors. */
  public record Acts(
      List<VectorAct.Of> onParameters, List<VectorAct.Of> onGradient, List<VectorAct.Of> onMemory) {
    /** No disturbance. */
    public static final Acts NONE = new Acts(List.of(), List.of(), List.of());
  }

  /**
   * An empty plan.
   *
   * @param own tables of the learner
   * @param kept where each exposure keeps what it needs from one event to the next
   */
  public RunPlan(int own, Kept kept) {
    this.kept = kept;
    for (int i = 0; i < OWN + own; i++) {
      owned.add(new Bytes());
    }
    tables.addAll(owned);
  }

  /** Empties it for the next launch. */
  public void clear() {
    owned.forEach(Bytes::clear);
    tables.clear();
    tables.addAll(owned);
  }

  List<Bytes> tables() {
    return tables;
  }

  /** A table of the learner's, from 0. */
  public Bytes own(int number) {
    return tables.get(OWN + number);
  }

  /** Place of what an exposure keeps of play, in numbers of single precision. */
  public long keptInPlay(int exposure) {
    return kept.inPlay()[exposure];
  }

  /** Reads a table of the learner's that other runs read too, until it is emptied. */
  public void share(int number, Bytes table) {
    tables.set(OWN + number, table);
  }

  /**
   * Adds one update.
   *
   * @param limit of the gradient's norm; of no meaning where nothing is clipped
   */
  public void update(Acts disturbances, Coefficients update, double limit) {
    Bytes steps = tables.get(STEPS);
    steps.add(tables.get(ACTS).size() / ACT_BYTES);
    add(disturbances.onParameters());
    add(disturbances.onGradient());
    add(disturbances.onMemory());
    steps.add(update.rate()).add(update.rootScale()).add(update.momentum()).add(update.rest());
    steps.add(update.decay()).add(limit);
  }

  private void add(List<VectorAct.Of> disturbances) {
    tables.get(STEPS).add(disturbances.size());
    disturbances.forEach(this::add);
  }

  private void add(VectorAct.Of disturbance) {
    VectorAct act = disturbance.act();
    int slot = disturbance.exposure();
    if (act instanceof VectorAct.Noise noise) {
      add(1, slot, 0, 0, noise.magnitude(), noise.key());
    } else if (act instanceof VectorAct.TensorNoise noise) {
      add(2, slot, 0, 0, noise.magnitude(), noise.key());
    } else if (act instanceof VectorAct.Zero zero) {
      add(3, slot, 0, 0, zero.share(), zero.key());
    } else if (act instanceof VectorAct.Negate negate) {
      add(4, slot, 0, 0, negate.share(), negate.key());
    } else if (act instanceof VectorAct.Scale scale) {
      add(5, slot, 0, scale.factor(), scale.magnitude(), 0);
    } else if (act instanceof VectorAct.Round round) {
      add(6, slot, round.bits(), 0, 0, 0);
    } else if (act instanceof VectorAct.Kick kick) {
      add(7, slot, kick.index(), kick.sign(), kick.magnitude(), 0);
    } else if (act instanceof VectorAct.Restore restore) {
      add(8, slot, restore.layers(), restore.reset(), 0, restore.tensors());
    } else if (act instanceof VectorAct.Delay delay) {
      int first = kept.vectors()[slot];
      add(9, slot, first + delay.put(), 0, delay.age(), first + delay.take());
    } else {
      throw new IllegalStateException("Cannot hand an act to the kernel: " + act);
    }
  }

  private void add(int code, int slot, int number, float factor, double magnitude, long key) {
    Bytes acts = tables.get(ACTS);
    acts.add(code).add(slot).add(number).add(factor).add(magnitude).add(key);
  }
}
