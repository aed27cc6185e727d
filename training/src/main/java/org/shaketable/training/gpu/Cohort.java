package org.shaketable.training.gpu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

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
  private final DeviceMemory plan;
  private final DeviceMemory starts;
  private final DeviceMemory parameters;
  private final DeviceMemory remembered;
  private final DeviceMemory initial;
  private final DeviceMemory memory;
  private final DeviceMemory losses;
  private final DeviceMemory states;
  private final DeviceMemory recorded;
  private final DeviceMemory scratch;
  private final DeviceMemory places;
  private final DeviceMemory kept;
  private final List<DeviceMemory> constants = new ArrayList<>();
  private final DeviceMemory own;
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
   * @param value what was not finite; of a run that goes on what its kernel says besides
   * @param gradientNorm of the last update, before clipping
   */
  public record State(Progress progress, int done, double value, double gradientNorm) {}

  private Cohort(Gpu gpu, Shape shape, int runs, int slots) {
    this.gpu = gpu;
    this.shape = shape;
    this.runs = runs;
    this.slots = slots;
    this.size = shape.structure().layout().size();
    long scratchBytes = 4 * shape.structure().scratchFloats();
    this.sharedBytes = gpu.shares(scratchBytes) ? (int) scratchBytes : 0;
    this.plan = empty();
    this.starts = empty();
    this.parameters = empty();
    this.remembered = empty();
    this.initial = empty();
    this.memory = empty();
    this.losses = empty();
    this.states = empty();
    this.recorded = empty();
    this.scratch = empty();
    this.places = empty();
    this.kept = empty();
    this.own = empty();
    this.description = empty();
  }

  /**
   * A cohort, its runs' parameters 0.
   *
   * @param constants tables that stay as they are, in the order of the kernel's description
   * @param slots exposures of a run, at most
   * @param kept numbers of single precision that all runs' acts keep
   * @throws Unavailable where the GPU has too little memory, among others
   */
  public static Cohort of(
      Gpu gpu, Shape shape, List<Bytes> constants, int runs, int slots, long kept)
      throws Unavailable {
    gpu.enter();
    gpu.load(shape.kernel());
    Cohort cohort = new Cohort(gpu, shape, runs, slots);
    try {
      cohort.fill(constants);
      cohort.kept.zeros(4 * kept);
    } catch (Unavailable e) {
      cohort.close();
      throw e;
    }
    return cohort;
  }

  private void fill(List<Bytes> tables) throws Unavailable {
    for (Bytes table : tables) {
      DeviceMemory held = empty();
      held.hold(table.whole());
      constants.add(held);
    }
    long vectors = 4L * runs * size;
    parameters.zeros(vectors);
    remembered.zeros(vectors);
    initial.zeros(vectors);
    memory.zeros(vectors * shape.structure().arrays());
    states.zeros((long) STATE_BYTES * runs);
    recorded.zeros(16L * runs * slots);
    scratch.zeros(sharedBytes > 0 ? 0 : 4 * shape.structure().scratchFloats() * runs);
    own.zeros(shape.ownBytes() * runs);
    places.hold(shape.structure().places().whole());
  }

  /** Bytes of the GPU's memory that a run takes for good. */
  public static long bytesPerRun(Shape shape) {
    Structure structure = shape.structure();
    return 4L * structure.layout().size() * (3 + structure.arrays())
        + 4 * structure.scratchFloats()
        + shape.ownBytes();
  }

  private DeviceMemory empty() {
    DeviceMemory made = new DeviceMemory(gpu);
    owned.add(made);
    return made;
  }

  /**
   * Where a run starts.
   *
   * @param values its parameters before its first update
   * @param undisturbed the same before anything disturbed them
   */
  public void start(int run, float[] values, float[] undisturbed) throws Unavailable {
    gpu.write(parameters.at(4L * run * size), new Bytes().add(values, size).whole());
    gpu.write(initial.at(4L * run * size), new Bytes().add(undisturbed, size).whole());
  }

  /**
   * Advances every run that has not diverged by {@code updates}.
   *
   * @param plans of each run, that can share tables
   * @param remember whether parameters before the last update are kept
   */
  public void launch(List<RunPlan> plans, int updates, boolean remember) throws Unavailable {
    this.updates = updates;
    hand(plans);
    losses.reserve(8L * runs * updates);
    Bytes text = new Bytes();
    for (DeviceMemory part :
        List.of(
            plan,
            starts,
            parameters,
            remembered,
            initial,
            memory,
            losses,
            states,
            recorded,
            scratch,
            places,
            kept)) {
      text.add(part.at(0));
    }
    int tables = plans.get(0).tables().size();
    shape.structure().describe(text, slots, tables, updates, remember);
    constants.forEach(table -> text.add(table.at(0)));
    if (shape.ownBytes() > 0) {
      text.add(own.at(0));
    }
    shape.describe(text);
    description.hold(text.whole());
    gpu.launch(shape.kernel(), runs, description.at(0), sharedBytes);
    states0 = read(states, (long) STATE_BYTES * runs);
    recorded0 = read(recorded, 16L * runs * slots);
    losses0 = read(losses, 8L * runs * updates);
  }

  /** Brings all tables to the device, one behind the other. */
  private void hand(List<RunPlan> plans) throws Unavailable {
    Map<Bytes, Long> places = new IdentityHashMap<>();
    Bytes begins = new Bytes();
    long end = 0;
    for (RunPlan of : plans) {
      for (Bytes table : of.tables()) {
        Long place = places.putIfAbsent(table, end);
        begins.add(place == null ? end : place);
        // Numbers of eight bytes in the next one have to be at a multiple of eight.
        end += place == null ? (table.size() + 7) / 8 * 8 : 0;
      }
    }
    starts.hold(begins.whole());
    plan.reserve(end);
    for (Map.Entry<Bytes, Long> table : places.entrySet()) {
      gpu.write(plan.at(table.getValue()), table.getKey().whole());
    }
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

  /** The first so many bytes that a run has in its memory of its own. */
  public ByteBuffer own(int run, long bytes) throws Unavailable {
    ByteBuffer to = Bytes.allocate(bytes);
    gpu.read(own.at(shape.ownBytes() * run), to);
    return to;
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
