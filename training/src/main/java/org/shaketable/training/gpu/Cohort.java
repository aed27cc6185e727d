package org.shaketable.training.gpu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Runs of one shape whose parameters and optimizer's memory live on a GPU. */
public final class Cohort implements AutoCloseable {
  private static final int STATE_BYTES = 24;

  private final Gpu gpu;
  private final Shape shape;
  private final int runs;
  private final int slots;
  private final int size;
  private final int sharedBytes;
  private final List<DeviceMemory> owned = new ArrayList<>();
  private final DeviceMemory inputs;
  private final DeviceMemory labels;
  private final DeviceMemory weights;
  private final DeviceMemory parameters;
  private final DeviceMemory remembered;
  private final DeviceMemory initial;
  private final DeviceMemory memory;
  private final DeviceMemory states;
  private final DeviceMemory recorded;
  private final DeviceMemory scratch;
  private final DeviceMemory steps;
  private final DeviceMemory acts;
  private final DeviceMemory indices;
  private final DeviceMemory ownLabels;
  private final DeviceMemory ownInputs;
  private final DeviceMemory first;
  private final DeviceMemory losses;
  private final DeviceMemory description;
  private ByteBuffer states0;
  private ByteBuffer recorded0;
  private ByteBuffer losses0;
  private int updates;

  /** How a run goes on. */
  public enum Progress {
    GOING,
    LOSS,
    GRADIENT,
    PARAMETERS
  }

  /**
   * How a run stands after a launch.
   *
   * @param progress where it diverged in this launch or before, if it did
   * @param done updates of the launch in which that was seen; all of this one's where it did not
   * @param value what was not finite
   * @param gradientNorm of the last update, before clipping
   */
  public record State(Progress progress, int done, double value, double gradientNorm) {}

  private Cohort(Gpu gpu, Shape shape, int runs, int slots) {
    this.gpu = gpu;
    this.shape = shape;
    this.runs = runs;
    this.slots = slots;
    this.size = shape.layout().size();
    long floats = shape.scratchFloats();
    this.sharedBytes = gpu.shares(4 * floats) ? (int) (4 * floats) : 0;
    this.inputs = empty();
    this.labels = empty();
    this.weights = empty();
    this.parameters = empty();
    this.remembered = empty();
    this.initial = empty();
    this.memory = empty();
    this.states = empty();
    this.recorded = empty();
    this.scratch = empty();
    this.steps = empty();
    this.acts = empty();
    this.indices = empty();
    this.ownLabels = empty();
    this.ownInputs = empty();
    this.first = empty();
    this.losses = empty();
    this.description = empty();
  }

  /**
   * A cohort, its runs' parameters 0.
   *
   * @param samples inputs of all samples, row by row
   * @param labels their classes
   * @param slots exposures of a run, at most
   * @throws Unavailable where the GPU has too little memory, among others
   */
  public static Cohort of(Gpu gpu, Shape shape, float[] samples, int[] labels, int runs, int slots)
      throws Unavailable {
    gpu.enter();
    Cohort cohort = new Cohort(gpu, shape, runs, slots);
    try {
      cohort.fill(samples, labels);
    } catch (Unavailable e) {
      cohort.close();
      throw e;
    }
    return cohort;
  }

  private void fill(float[] samples, int[] classes) throws Unavailable {
    inputs.hold(new Bytes().add(samples, samples.length).whole());
    labels.hold(new Bytes().add(classes, classes.length).whole());
    Bytes each = new Bytes();
    IntStream.range(0, shape.classes())
        .forEach(j -> each.add(shape.weights().isEmpty() ? 1.0 : shape.weights().get(j)));
    weights.hold(each.whole());
    long vectors = 4L * runs * size;
    parameters.zeros(vectors);
    remembered.zeros(vectors);
    initial.zeros(vectors);
    memory.zeros(vectors * shape.arrays());
    states.zeros((long) STATE_BYTES * runs);
    recorded.zeros(16L * runs * slots);
    scratch.zeros(sharedBytes > 0 ? 0 : 4 * shape.scratchFloats() * runs);
  }

  /** Bytes of the GPU's memory that a run takes for good. */
  public static long bytesPerRun(Shape shape) {
    return 4L * shape.layout().size() * (3 + shape.arrays()) + 4 * shape.scratchFloats();
  }

  private DeviceMemory empty() {
    DeviceMemory made = new DeviceMemory(gpu);
    owned.add(made);
    return made;
  }

  /** A run's parameters before its first update. */
  public void start(int run, float[] values) throws Unavailable {
    ByteBuffer bytes = new Bytes().add(values, size).whole();
    gpu.write(parameters.at(4L * run * size), bytes);
    gpu.write(initial.at(4L * run * size), bytes);
  }

  /**
   * Advances every run that has not diverged by {@code updates}.
   *
   * @param remember whether parameters before the last update are kept
   */
  public void launch(Plan plan, int updates, boolean remember) throws Unavailable {
    this.updates = updates;
    steps.hold(plan.steps.whole());
    acts.hold(plan.acts.whole());
    indices.hold(plan.indices.whole());
    ownLabels.hold(plan.labels.whole());
    ownInputs.hold(plan.inputs.whole());
    Bytes starts = new Bytes();
    for (long start : plan.first) {
      starts.add(start);
    }
    first.hold(starts.whole());
    losses.reserve(8L * runs * updates);
    Bytes text = new Bytes();
    for (DeviceMemory part :
        List.of(
            inputs,
            labels,
            weights,
            steps,
            acts,
            indices,
            ownLabels,
            ownInputs,
            first,
            parameters,
            remembered,
            initial,
            memory,
            losses,
            states,
            recorded,
            scratch)) {
      text.add(part.at(0));
    }
    shape.describe(text, slots, updates, remember);
    text.add(0);
    description.hold(text.whole());
    gpu.launch(runs, description.at(0), sharedBytes);
    states0 = read(states, (long) STATE_BYTES * runs);
    recorded0 = read(recorded, 16L * runs * slots);
    losses0 = read(losses, 8L * runs * updates);
  }

  private ByteBuffer read(DeviceMemory from, long bytes) throws Unavailable {
    ByteBuffer to = Bytes.allocate(bytes);
    if (bytes > 0) {
      gpu.read(from.at(0), to);
    }
    return to;
  }

  private float[] vector(DeviceMemory of, int run) throws Unavailable {
    ByteBuffer bytes = Bytes.allocate(4L * size);
    gpu.read(of.at(4L * run * size), bytes);
    float[] values = new float[size];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** A run's parameters now. */
  public float[] parameters(int run) throws Unavailable {
    return vector(parameters, run);
  }

  /** A run's parameters before its last update, of a launch that kept them. */
  public float[] remembered(int run) throws Unavailable {
    return vector(remembered, run);
  }

  /** How a run stands after the last launch. */
  public State state(int run) {
    int at = run * STATE_BYTES;
    return new State(
        Progress.values()[states0.getInt(at)],
        states0.getInt(at + 4),
        states0.getDouble(at + 8),
        states0.getDouble(at + 16));
  }

  /** Loss of an update of the last launch. */
  public double loss(int run, int update) {
    return losses0.getDouble(8 * (run * updates + update));
  }

  /** Sum of the realised magnitudes of an exposure's acts on the GPU. */
  public double recordedSum(int run, int slot) {
    return recorded0.getDouble(16 * (run * slots + slot));
  }

  /** Their number, see {@link #recordedSum}. */
  public double recordedWeight(int run, int slot) {
    return recorded0.getDouble(16 * (run * slots + slot) + 8);
  }

  @Override
  public void close() {
    try {
      for (DeviceMemory memory : owned) {
        memory.close();
      }
    } catch (Unavailable lost) {
      // The device's memory went with it.
      return;
    }
  }
}
