package org.shaketable.training.gpu;

import java.util.Arrays;
import java.util.List;
import org.shaketable.perturbation.VectorAct;
import org.shaketable.training.optimizer.Coefficients;

/**
 * What the runs of a cohort are to do in one launch: for each run its updates one after another, in
 * tables that runs can share.
 */
public final class Plan {
  /** A place in a table that says: the samples' own. */
  public static final long NONE = -1;

  final Bytes steps = new Bytes();
  final Bytes acts = new Bytes();
  final Bytes indices = new Bytes();
  final Bytes labels = new Bytes();
  final Bytes inputs = new Bytes();
  final long[] first;

  private static final int STEP_BYTES = 88;
  private static final int ACT_BYTES = 32;

  /** Acts of one update, on the three vectors. */
  public record Acts(
      List<VectorAct.Of> onParameters, List<VectorAct.Of> onGradient, List<VectorAct.Of> onMemory) {
    /** No disturbance. */
    public static final Acts NONE = new Acts(List.of(), List.of(), List.of());
  }

  /**
   * The batch of one update.
   *
   * @param indices place of its samples' numbers, see {@link #indices}
   * @param labels place of labels of its own, or {@link #NONE}
   * @param inputs place of inputs of its own, or {@link #NONE}
   */
  public record Batch(long indices, long labels, long inputs, int rows) {}

  /** An empty plan for so many runs. */
  public Plan(int runs) {
    first = new long[runs];
  }

  /** Empties it for the next launch. */
  public void clear() {
    List.of(steps, acts, indices, labels, inputs).forEach(Bytes::clear);
  }

  /** The next updates are those of all runs. */
  public void beginAll() {
    Arrays.fill(first, steps.size() / STEP_BYTES);
  }

  /** The next updates are this run's. */
  public void begin(int run) {
    first[run] = steps.size() / STEP_BYTES;
  }

  /** Adds numbers of samples; their place. */
  public long indices(int[] values, int count) {
    long place = numbers(indices);
    indices.add(values, count);
    return place;
  }

  /** Adds labels; their place. */
  public long labels(int[] values, int count) {
    long place = numbers(labels);
    labels.add(values, count);
    return place;
  }

  /** Adds inputs, rows without gaps; their place. */
  public long inputs(float[] values, int count) {
    long place = numbers(inputs);
    inputs.add(values, count);
    return place;
  }

  /** Numbers of four bytes that a table has. */
  private static long numbers(Bytes table) {
    return table.size() / 4;
  }

  /**
   * Adds one update of the run that was begun last.
   *
   * @param limit of the gradient's norm; of no meaning where nothing is clipped
   */
  public void step(
      Batch batch, Acts disturbances, Coefficients update, double smoothing, double limit) {
    steps.add(batch.indices()).add(batch.labels()).add(batch.inputs());
    steps.add(acts.size() / ACT_BYTES).add(batch.rows());
    add(disturbances.onParameters());
    add(disturbances.onGradient());
    add(disturbances.onMemory());
    steps.add(update.rate()).add(update.rootScale()).add(update.momentum()).add(update.rest());
    steps.add(update.decay()).add(0f).add(smoothing).add(limit);
  }

  private void add(List<VectorAct.Of> disturbances) {
    steps.add(disturbances.size());
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
    } else {
      throw new IllegalStateException("Cannot hand an act to the kernel: " + act);
    }
  }

  private void add(int code, int slot, int number, float factor, double magnitude, long key) {
    acts.add(code).add(slot).add(number).add(factor).add(magnitude).add(key);
  }
}
